import { readFileSync } from 'node:fs';

/** A network that this machine has an interface in. */
export interface LocalNetwork {
  readonly interfaceName: string;
  /** The network's address and mask as numbers, for comparison. */
  readonly network: number;
  readonly mask: number;
  /** This machine's own address in it. */
  readonly address?: string;
}

/**
 * Lists the IPv4 networks of this machine. Node's own list leaves out interfaces without a carrier, such as an
 * engine's bridge before its first container; the kernel's tables have them.
 */
export function readLocalNetworks(procPath = '/proc'): LocalNetwork[] {
  return parseLocalNetworks(
    readFileSync(`${procPath}/net/route`, 'utf8'),
    readFileSync(`${procPath}/net/fib_trie`, 'utf8'),
  );
}

/** Reads the networks out of the texts of /proc/net/route and /proc/net/fib_trie. */
export function parseLocalNetworks(routes: string, fibTrie: string): LocalNetwork[] {
  const addresses = [...fibTrie.matchAll(/\|-- ([\d.]+)\n\s+\/32 host LOCAL/g)].map((match) => match[1] ?? '');
  return routes
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'))
    .filter((fields) => fields.length >= 8 && fields[2] === '00000000' && fields[7] !== '00000000')
    .map((fields) => {
      const network = swapBytes(fields[1] ?? '');
      const mask = swapBytes(fields[7] ?? '');
      const address = addresses.find((candidate) => isWithin(candidate, network, mask));
      return { interfaceName: fields[0] ?? '', network, mask, ...(address === undefined ? {} : { address }) };
    });
}

/** Whether an address in dotted form lies in a network. */
export function isWithin(address: string, network: number, mask: number): boolean {
  return (toNumber(address) & mask) >>> 0 === (network & mask) >>> 0;
}

/** The number that a dotted address stands for. */
export function toNumber(address: string): number {
  return address.split('.').reduce((number, part) => ((number << 8) | Number(part)) >>> 0, 0);
}

/** The kernel writes addresses as hexadecimal in little-endian order. */
function swapBytes(hexadecimal: string): number {
  return Number.parseInt((hexadecimal.match(/../g) ?? []).reverse().join(''), 16);
}
