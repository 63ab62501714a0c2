import { describe, expect, it } from 'vitest';
import { chooseBridgeGateway } from '../prepare/find-engine.ts';
import { parseLocalNetworks } from './local-networks.ts';

const routes = `Iface	Destination	Gateway 	Flags	RefCnt	Use	Metric	Mask		MTU	Window	IRTT
eth0	00000000	010200C0	0003	0	0	0	00000000	0	0	0
docker0	000011AC	00000000	0001	0	0	0	0000FFFF	0	0	0
eth0	000200C0	00000000	0001	0	0	0	00FFFFFF	0	0	0
`;
const fibTrie = `Main:
  +-- 0.0.0.0/0 3 0 5
        |-- 172.17.0.1
           /32 host LOCAL
        |-- 172.17.255.255
           /32 link BROADCAST
        |-- 192.0.2.2
           /32 host LOCAL
`;

describe('the networks of this machine', () => {
  it('include a bridge that has no carrier, with this machine’s address in it', () => {
    const networks = parseLocalNetworks(routes, fibTrie);
    expect(networks.map(({ interfaceName, address }) => [interfaceName, address])).toEqual([
      ['docker0', '172.17.0.1'],
      ['eth0', '192.0.2.2'],
    ]);
  });

  it('give our own engine the bridge that is there already', () => {
    expect(chooseBridgeGateway(parseLocalNetworks(routes, fibTrie))).toBe('172.17.0.1');
  });

  it('make our own engine’s bridge keep out of a network that the machine is in', () => {
    const inThatNetwork = routes.replace('docker0', 'eth1');
    expect(chooseBridgeGateway(parseLocalNetworks(inThatNetwork, fibTrie))).toBe('172.18.0.1');
    expect(chooseBridgeGateway([])).toBe('172.17.0.1');
  });
});
