import type { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import type { Clock } from '../services/clock';
import { createDemoTenant } from '../services/demo/tenant';
import { clouds, type CloudName } from '../services/graph/clouds';
import { createGraphClient, type GraphClient } from '../services/graph/graph-client';
import { tokenCredential } from '../services/graph/token-credential';
import { credentialTokens, staticToken, type TokenProvider } from '../services/graph/token-provider';
import type { Config } from './config';
import { withoutSignIn, withSignIn } from './sign-in';

export interface GraphConnection {
  readonly client: GraphClient;
  readonly url: string;
  readonly signIn: ConfigurationBotFrameworkAuthentication;
  stop(): Promise<void>;
}

/** What the commands of today need; the simulated tenant refuses everything else, as a real one would. */
const leastPermissions = [
  'DeviceManagementServiceConfig.Read.All',
  'DeviceManagementManagedDevices.Read.All',
  'Device.Read.All',
];

/** Connects to the Graph that the configuration names: a cloud, a stand-in on this machine, the simulated tenant. */
export async function connectGraph(config: Config, clock: Clock): Promise<GraphConnection> {
  switch (config.graph.type) {
    case 'simulated': {
      const { graphPort: port, devices } = config.demo;
      const tenant = await createDemoTenant({ port, devices, clock });
      const tokens = staticToken(tenant.token(leastPermissions));
      return connection(tenant.url, tokens, clock, withoutSignIn(), () => tenant.stop());
    }
    case 'loopback':
      return connection(config.graph.url, staticToken('stand-in'), clock, withoutSignIn());
    case 'cloud': {
      if (config.credential === undefined) throw new Error('A cloud needs a credential');
      const cloud = clouds[config.graph.name];
      const credential = tokenCredential(config.credential, cloud);
      const tokens = credentialTokens(credential, cloud.scope, clock);
      const signIn = withSignIn(config.credential, credential, channelOf(config.graph.name));
      return connection(cloud.graphRoot, tokens, clock, signIn);
    }
  }
}

/** The Bot Framework of the US government clouds is a service of its own (learn.microsoft.com/azure/bot-service). */
function channelOf(cloud: CloudName): { ChannelService?: string } {
  return cloud.startsWith('usgov') ? { ChannelService: 'https://botframework.azure.us' } : {};
}

function connection(
  url: string,
  tokens: TokenProvider,
  clock: Clock,
  signIn: ConfigurationBotFrameworkAuthentication,
  stop: () => Promise<void> = () => Promise.resolve(),
): GraphConnection {
  return { client: createGraphClient({ root: url, tokens, clock }), url, signIn, stop };
}
