import { clouds, type CloudName } from '../../services/graph/clouds';

interface NamedCloud {
  readonly type: 'cloud';
  readonly name: CloudName;
}

interface Loopback {
  readonly type: 'loopback';
  readonly url: string;
}

/** Where Microsoft Graph is: a cloud by name, a loopback URL that stands in for it, or our simulated tenant. */
export type GraphRoot = NamedCloud | Loopback | { readonly type: 'simulated' };

const loopbackHosts = ['localhost', '127.0.0.1', '[::1]'];

export function isGuid(value: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);
}

/** True for an http(s) URL of this machine only. */
export function isLoopbackUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { hostname, protocol } = new URL(value);
  return /^https?:$/.test(protocol) && loopbackHosts.includes(hostname);
}

/** Undefined when the value is neither a cloud's name nor a loopback URL. */
export function parseGraphRoot(value: string): NamedCloud | Loopback | undefined {
  const name = value.toLowerCase();
  if (isCloudName(name)) return { type: 'cloud', name };
  // The client appends the version itself; a pasted one would stand there twice.
  const url = value.replace(/\/+$/, '').replace(/\/(v1\.0|beta)$/, '');
  return isLoopbackUrl(value) ? { type: 'loopback', url } : undefined;
}

function isCloudName(name: string): name is CloudName {
  return Object.hasOwn(clouds, name);
}
