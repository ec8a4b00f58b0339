import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';

/** The IP addresses of a host; rejects when it has none. */
export type Resolve = (host: string) => Promise<readonly LookupAddress[]>;

export const systemResolve: Resolve = (host) => lookup(host, { all: true });

/** A host's name leads to where that host must not be. */
export class ForeignAddress extends Error {}

/**
 * Looks a host up once and hands on, for connecting, the very addresses that were checked: a name that leads elsewhere
 * the next time gains nothing. One bad address spoils the host.
 */
export function checkedLookup(resolve: Resolve, mayBeAt: (ipAddress: string) => boolean): LookupFunction {
  const checked = async (host: string): Promise<[LookupAddress, ...LookupAddress[]]> => {
    const [first, ...others] = await resolve(host);
    if (first === undefined) throw new Error('The host has no address.');
    if (![first, ...others].every(({ address }) => mayBeAt(address))) throw new ForeignAddress();
    return [first, ...others];
  };
  return (host, { all = false }, found) => {
    checked(host).then(
      (addresses) => {
        if (all) found(null, addresses);
        else found(null, addresses[0].address, addresses[0].family);
      },
      (error: unknown) => {
        found(error as NodeJS.ErrnoException, []);
      },
    );
  };
}
