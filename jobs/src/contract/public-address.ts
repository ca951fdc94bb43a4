import { BlockList, isIP } from 'node:net';

/** Networks that are not on the internet, or lead back into ours (RFC 6890, with multicast and the ways around by IPv6). */
const inner: readonly [network: string, prefix: number, family: 'ipv4' | 'ipv6'][] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.0.2.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['198.51.100.0', 24, 'ipv4'],
  ['203.0.113.0', 24, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  ['::', 96, 'ipv6'],
  ['64:ff9b::', 32, 'ipv6'],
  ['100::', 64, 'ipv6'],
  ['2001::', 23, 'ipv6'],
  ['2001:db8::', 32, 'ipv6'],
  ['2002::', 16, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 9, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
];

const notPublic = new BlockList();
for (const [network, prefix, family] of inner) notPublic.addSubnet(network, prefix, family);

/** Whether an IP address is one of the internet: neither private, nor loopback, nor link-local. Throws for what is no address. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 0) throw new TypeError(`${address} is not an IP address`);
  return !notPublic.check(address, version === 4 ? 'ipv4' : 'ipv6');
}

/**
 * Why a URL is not one that may be called, null when it may be. `anywhere`: also addresses of our own networks, and without TLS. A name may still
 * turn out to lead to such an address: whoever calls it looks again.
 */
export function refusalOf(url: string, { anywhere }: { readonly anywhere: boolean }): string | null {
  const { protocol, hostname, username, password } = new URL(url);
  if (protocol !== 'https:' && protocol !== 'http:') return 'is not an address of the web';
  if (username !== '' || password !== '') return 'holds a user name or a password';
  if (anywhere) return null;
  if (protocol === 'http:') return 'must begin with https';
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  return isIP(host) !== 0 && !isPublicAddress(host) ? 'is an address of a private network' : null;
}
