/** A Microsoft cloud: where its Graph and its sign-in are, and the scopes of an app's tokens. */
export interface Cloud {
  /** Root of Graph, without version. */
  readonly graphRoot: string;
  readonly scope: string;
  readonly loginHost: string;
  /** For Azure Database for PostgreSQL. */
  readonly databaseScope: string;
}

function cloud(graphRoot: string, loginHost: string, database: string): Cloud {
  return { graphRoot, scope: `${graphRoot}/.default`, loginHost, databaseScope: `${database}/.default` };
}

const login = {
  public: 'https://login.microsoftonline.com',
  usgov: 'https://login.microsoftonline.us',
  china: 'https://login.chinacloudapi.cn',
};
const database = {
  public: 'https://ossrdbms-aad.database.windows.net',
  usgov: 'https://ossrdbms-aad.database.usgovcloudapi.net',
  china: 'https://ossrdbms-aad.database.chinacloudapi.cn',
};

/** Microsoft's national clouds (learn.microsoft.com/graph/deployments; `az account list` for the databases). */
export const clouds = {
  public: cloud('https://graph.microsoft.com', login.public, database.public),
  usgov: cloud('https://graph.microsoft.us', login.usgov, database.usgov),
  'usgov-dod': cloud('https://dod-graph.microsoft.us', login.usgov, database.usgov),
  china: cloud('https://microsoftgraph.chinacloudapi.cn', login.china, database.china),
} as const satisfies Record<string, Cloud>;

export type CloudName = keyof typeof clouds;
