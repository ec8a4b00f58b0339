import type { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import type { Clock } from '../../services/clock';
import { createDemoTenant } from '../../services/demo/tenant';
import { clouds, type CloudName } from '../../services/graph/clouds';
import {
  createGraphClient,
  type GraphClient,
  type GraphClientOptions,
} from '../../services/graph/graph-client';
import { tokenCredential } from '../../services/graph/token-credential';
import { credentialTokens, staticToken } from '../../services/graph/token-provider';
import type { Config } from '../config';
import { permissionsFor } from '../roles';
import { withoutSignIn, withSignIn } from '../sign-in';

export interface GraphConnection {
  readonly client: GraphClient;
  readonly url: string;
  readonly signIn: ConfigurationBotFrameworkAuthentication;
  /** Rejects when no token for Graph is to be had. */
  check(signal: AbortSignal): Promise<unknown>;
  stop(): Promise<void>;
}

/** What the commands of today need; the simulated tenant refuses everything else, as a real one would. */
const leastPermissions = [
  'DeviceManagementServiceConfig.ReadWrite.All',
  'DeviceManagementManagedDevices.ReadWrite.All',
  'DeviceManagementApps.Read.All',
  'Device.Read.All',
  'Group.Read.All',
  'User.ReadBasic.All',
];

function filePermissions({ files }: Config): readonly string[] {
  return files.readShared ? ['ChannelMessage.Read.All', 'Chat.Read.All', 'Files.Read.All'] : [];
}

/** Connects to the Graph that the configuration names: a cloud, a stand-in on this machine, the simulated tenant. */
export async function connectGraph(
  config: Config,
  clock: Clock,
  watched: Pick<GraphClientOptions, 'observe' | 'budget'>,
): Promise<GraphConnection> {
  const parts = { clock, ...watched };
  switch (config.graph.type) {
    case 'simulated': {
      const { graphPort: port, devices } = config.demo;
      const tenant = await createDemoTenant({ port, devices, clock });
      const tokens = staticToken(
        tenant.token([...leastPermissions, ...permissionsFor(config), ...filePermissions(config)]),
      );
      return connection({ root: tenant.url, tokens, ...parts }, withoutSignIn(), () => tenant.stop());
    }
    case 'loopback':
      return connection(
        { root: config.graph.url, tokens: staticToken('stand-in'), ...parts },
        withoutSignIn(),
      );
    case 'cloud': {
      if (config.credential === undefined) throw new Error('A cloud needs a credential');
      const cloud = clouds[config.graph.name];
      const credential = tokenCredential(config.credential, cloud);
      const tokens = credentialTokens(credential, cloud.scope, clock);
      const signIn = withSignIn(config.credential, credential, channelOf(config.graph.name));
      return connection({ root: cloud.graphRoot, tokens, ...parts }, signIn);
    }
  }
}

/** The Bot Framework of the US government clouds is a service of its own (learn.microsoft.com/azure/bot-service). */
function channelOf(cloud: CloudName): { ChannelService?: string } {
  return cloud.startsWith('usgov') ? { ChannelService: 'https://botframework.azure.us' } : {};
}

function connection(
  options: GraphClientOptions,
  signIn: ConfigurationBotFrameworkAuthentication,
  stop: () => Promise<void> = () => Promise.resolve(),
): GraphConnection {
  const check = (signal: AbortSignal) => options.tokens(signal);
  return { client: createGraphClient(options), url: options.root, signIn, check, stop };
}
