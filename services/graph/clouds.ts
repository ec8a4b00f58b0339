/** A Microsoft cloud: where its Graph and its sign-in are, and the scope of an app's token. */
export interface Cloud {
  /** Root of Graph, without version. */
  readonly graphRoot: string;
  readonly scope: string;
  readonly loginHost: string;
}

function cloud(graphRoot: string, loginHost: string): Cloud {
  return { graphRoot, scope: `${graphRoot}/.default`, loginHost };
}

/** Microsoft's national clouds (learn.microsoft.com/graph/deployments). */
export const clouds = {
  public: cloud('https://graph.microsoft.com', 'https://login.microsoftonline.com'),
  usgov: cloud('https://graph.microsoft.us', 'https://login.microsoftonline.us'),
  'usgov-dod': cloud('https://dod-graph.microsoft.us', 'https://login.microsoftonline.us'),
  china: cloud('https://microsoftgraph.chinacloudapi.cn', 'https://login.chinacloudapi.cn'),
} as const satisfies Record<string, Cloud>;

export type CloudName = keyof typeof clouds;
