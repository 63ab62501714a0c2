import { BlockList, isIPv4 } from 'node:net';

/**
 * What of IPv4 is not a host that anybody may reach: IANA's registry of special-purpose addresses, with multicast and
 * what is reserved. The addresses at which clouds give out credentials (169.254.169.254) are among the link-local ones.
 */
const IPV4_RANGES = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const;

/** All that is given to hosts of the Internet; what is not in it is private, local, or an IPv4 address in disguise. */
const IPV6_GLOBAL = ['2000::', 3] as const;

/** Parts of it that are not: protocols (Teredo among them), documentation, and 6to4, which holds an IPv4 address. */
const IPV6_RANGES = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const;

const refused = new BlockList();
for (const [net, prefix] of IPV4_RANGES) refused.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of IPV6_RANGES) refused.addSubnet(net, prefix, 'ipv6');
const globalIPv6 = new BlockList();
globalIPv6.addSubnet(...IPV6_GLOBAL, 'ipv6');

/**
 * Whether an address is none of the public Internet: private, loopback, link-local, of a cloud's metadata service,
 * reserved, or one that hides an IPv4 address (mapped, 6to4, Teredo, NAT64).
 *
 * @param address - an IPv4 or IPv6 address as the resolver gives it
 */
export function isPrivateAddress(address: string): boolean {
  if (isIPv4(address)) return refused.check(address, 'ipv4');
  const [withoutZone = ''] = address.split('%');
  return !globalIPv6.check(withoutZone, 'ipv6') || refused.check(withoutZone, 'ipv6');
}
