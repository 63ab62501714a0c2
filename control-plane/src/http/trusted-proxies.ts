import { BlockList, isIP, isIPv6 } from 'node:net';

/** More are not looked through: what stands there is of a client's making. */
const FORWARDED_MAX = 32;

/** Proxies whose word on where a request came from is taken. */
export class TrustedProxies {
  readonly #list = new BlockList();

  /**
   * @param networks - addresses (`10.0.0.2`, `2001:db8::1`) and networks (`10.0.0.0/8`)
   * @throws RangeError naming the first that is neither
   */
  constructor(networks: readonly string[]) {
    for (const network of networks) {
      if (!isNetwork(network)) throw new RangeError(`${network} is neither an address nor a network`);
      const { address, prefix, type } = partsOf(network);
      this.#list.addSubnet(address, Number(prefix), type);
    }
  }

  has(address: string): boolean {
    return isIP(address) !== 0 && this.#list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
  }

  /**
   * Whose request a connection carries: the connection's own address, unless that is a trusted proxy; then the last address
   * of `X-Forwarded-For` that is no trusted proxy. Each proxy adds the address it heard from at the end, so that what stands
   * before the first that is not trusted may be made up by a client.
   *
   * @param peer - at the other end of the connection
   * @param forwardedFor - the header as it came; null: there is none
   */
  clientOf(peer: string, forwardedFor: string | null): string {
    let client = peer;
    for (const entry of (forwardedFor ?? '').split(',').slice(-FORWARDED_MAX).reverse()) {
      if (!this.has(client)) return client;
      const address = addressIn(entry);
      if (address === null) return client;
      client = address;
    }
    return client;
  }
}

/** Whether this is an address, or a network such as `10.0.0.0/8`. */
export function isNetwork(text: string): boolean {
  const { address, prefix, type } = partsOf(text);
  return isIP(address) !== 0 && /^\d{1,3}$/.test(prefix) && Number(prefix) <= BITS[type];
}

const BITS = { ipv4: 32, ipv6: 128 } as const;

function partsOf(network: string) {
  const [address = '', given] = network.split('/', 2);
  const type = isIPv6(address) ? 'ipv6' : 'ipv4';
  return { address, prefix: given ?? String(BITS[type]), type } as const;
}

/** The address of one entry of `X-Forwarded-For`, which may have a port; null where it has none. IPv4 in IPv6 is IPv4. */
export function addressIn(entry: string): string | null {
  const address = plainAddress(
    entry
      .trim()
      .replace(/^\[(.+)\](?::\d+)?$/, '$1')
      .replace(/^([\d.]+):\d+$/, '$1'),
  );
  return isIP(address) === 0 ? null : address;
}

/** IPv4 in IPv6 as IPv4. */
export function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}
