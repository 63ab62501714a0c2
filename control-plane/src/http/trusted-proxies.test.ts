import { describe, expect, it } from 'vitest';
import { TrustedProxies } from './trusted-proxies.ts';

const proxies = new TrustedProxies(['10.0.0.2', '192.168.0.0/16', '2001:db8::/32']);

describe('whose request a connection carries', () => {
  it.each([
    ['is the connection’s own, whatever it says', '203.0.113.9', '198.51.100.1', '203.0.113.9'],
    ['is what a trusted proxy heard', '10.0.0.2', '198.51.100.1', '198.51.100.1'],
    ['is what the last of several proxies heard first', '10.0.0.2', '198.51.100.1, 192.168.7.7', '198.51.100.1'],
    ['is not what a client made up before it', '10.0.0.2', '127.0.0.1, 198.51.100.1', '198.51.100.1'],
    ['is the proxy’s where it says nothing', '10.0.0.2', null, '10.0.0.2'],
    ['is the proxy’s where it says no address', '10.0.0.2', '198.51.100.1, unknown', '10.0.0.2'],
    ['may have a port', '10.0.0.2', '198.51.100.1:4711', '198.51.100.1'],
    ['may be of IPv6', '2001:db8::1', '[2001:db9::7]:4711', '2001:db9::7'],
    ['is found behind IPv4 in IPv6', '10.0.0.2', '198.51.100.1, ::ffff:192.168.0.1', '198.51.100.1'],
    ['is a proxy’s where nothing else is said', '10.0.0.2', '192.168.0.1', '192.168.0.1'],
    ['is looked for in so many and no more', '10.0.0.2', `198.51.100.1${', 10.0.0.2'.repeat(40)}`, '10.0.0.2'],
  ])('%s', (_sentence, peer, forwarded, client) => {
    expect(proxies.clientOf(peer, forwarded)).toBe(client);
  });

  it.each(['10.0.0', 'proxy.example.org', '10.0.0.0/33', '2001:db8::/129', '10.0.0.0/', '10.0.0.0/-1', '/8'])(
    'is not asked of %s',
    (network) => {
      expect(() => new TrustedProxies([network])).toThrow(`${network} is neither`);
    },
  );
});
