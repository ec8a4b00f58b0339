import type { TokenCredential } from '@azure/identity';
import {
  ConfigurationBotFrameworkAuthentication,
  type ConfigurationBotFrameworkAuthenticationOptions,
} from 'botbuilder';
import { AppCredentials, ServiceClientCredentialsFactory } from 'botframework-connector';
import type { GraphCredential } from '../services/graph/token-credential';

/** Demo: nobody signs in, so the server listens on loopback only. */
export function withoutSignIn(): ConfigurationBotFrameworkAuthentication {
  return new ConfigurationBotFrameworkAuthentication({});
}

/**
 * Incoming activities must carry a token issued for this app id; outgoing ones carry a token of `token`, which
 * @azure/identity gets with a secret, a certificate, a managed identity or a workload identity. `channel` names the
 * Bot Framework service of a national cloud; without it the public one.
 */
export function withSignIn(
  app: GraphCredential,
  token: TokenCredential,
  channel: ConfigurationBotFrameworkAuthenticationOptions = {},
): ConfigurationBotFrameworkAuthentication {
  const type = app.type === 'managed-identity' ? 'UserAssignedMsi' : 'SingleTenant';
  return new ConfigurationBotFrameworkAuthentication(
    { ...channel, MicrosoftAppType: type, MicrosoftAppId: app.appId, MicrosoftAppTenantId: app.tenantId },
    new IdentityCredentialsFactory(app, token),
  );
}

class IdentityCredentialsFactory extends ServiceClientCredentialsFactory {
  constructor(
    private readonly app: GraphCredential,
    private readonly token: TokenCredential,
  ) {
    super();
  }

  isValidAppId(appId: string): Promise<boolean> {
    return Promise.resolve(appId.toLowerCase() === this.app.appId);
  }

  isAuthenticationDisabled(): Promise<boolean> {
    return Promise.resolve(false);
  }

  createCredentials(appId: string, audience: string | undefined): Promise<AppCredentials> {
    return Promise.resolve(new IdentityAppCredentials(appId, this.app.tenantId, audience, this.token));
  }
}

class IdentityAppCredentials extends AppCredentials {
  constructor(
    appId: string,
    tenantId: string,
    audience: string | undefined,
    private readonly token: TokenCredential,
  ) {
    super(appId, tenantId, audience);
  }

  protected async refreshToken(): Promise<{ accessToken: string; expiresOn: Date }> {
    const token = await this.token.getToken(`${this.oAuthScope}/.default`);
    if (token === null) throw new Error('No token was issued for the Bot Connector');
    return { accessToken: token.token, expiresOn: new Date(token.expiresOnTimestamp) };
  }
}
