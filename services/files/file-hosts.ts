import ipaddr from 'ipaddr.js';

/** Where people's files may come from and go to. */
export interface FileHosts {
  /** The address, when it is one of them. */
  allowed(url: string): URL | undefined;
  /** Whether one of them may be at this IP address: on the public internet, in the demo on this machine only. */
  mayBeAt(ipAddress: string): boolean;
}

/** OneDrive for work and SharePoint, worldwide and in the national clouds (learn.microsoft.com/microsoft-365/enterprise). */
const cloudHosts = /(^|\.)sharepoint(\.com|\.us|-mil\.us|\.cn)$/;
const loopbackHosts = ['localhost', '127.0.0.1', '[::1]'];
/** All that is handed out of IPv6 (iana.org, IPv6 global unicast); ranges for a purpose of their own lie within it too. */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

export function createFileHosts({ isDemo }: { readonly isDemo: boolean }): FileHosts {
  const isAllowed = ({ protocol, hostname, port, username, password }: URL): boolean => {
    if (username !== '' || password !== '') return false;
    if (isDemo) return /^https?:$/.test(protocol) && loopbackHosts.includes(hostname);
    return protocol === 'https:' && port === '' && cloudHosts.test(hostname);
  };
  return {
    allowed(text) {
      const url = URL.canParse(text) ? new URL(text) : undefined;
      return url !== undefined && isAllowed(url) ? url : undefined;
    },
    mayBeAt(text) {
      if (!ipaddr.isValid(text)) return false;
      const address = ipaddr.parse(text);
      if (isDemo) return address.range() === 'loopback';
      return address.range() === 'unicast' && (address.kind() === 'ipv4' || address.match(globalUnicast));
    },
  };
}
