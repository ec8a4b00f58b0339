import type { AccessToken, TokenCredential } from '@azure/identity';
import type { Clock } from '../clock';

/** Gives a bearer token for Graph. Rejects when sign-in is refused or unreachable. */
export type TokenProvider = (signal?: AbortSignal) => Promise<string>;

/** A token that is known beforehand; for the simulated tenant, where nobody signs in. */
export function staticToken(token: string): TokenProvider {
  return () => Promise.resolve(token);
}

/** A token is renewed this long before it ends, so that it does not end on the way. */
const renewBeforeMs = 5 * 60 * 1000;

/** One sign-in serves all callers that wait for it, so no caller's signal may end it; this does. */
const signInMs = 20_000;

/** Tokens of an Azure credential, kept until shortly before they end; parallel callers share one sign-in. */
export function credentialTokens(credential: TokenCredential, scope: string, clock: Clock): TokenProvider {
  let kept: AccessToken | undefined;
  let signingIn: Promise<AccessToken> | undefined;

  async function signIn(): Promise<AccessToken> {
    const token = await credential.getToken(scope, { abortSignal: AbortSignal.timeout(signInMs) });
    if (!token) throw new Error('The credential gave no token.');
    kept = token;
    return token;
  }

  return async () => {
    if (kept && kept.expiresOnTimestamp - renewBeforeMs > clock.now()) return kept.token;
    signingIn ??= signIn().finally(() => {
      signingIn = undefined;
    });
    return (await signingIn).token;
  };
}
