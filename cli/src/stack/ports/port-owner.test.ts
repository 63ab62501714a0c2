import { once } from 'node:events';
import net from 'node:net';
import { describe, expect, it } from 'vitest';
import { collides, findTakenPorts, parseListeningSockets } from './port-owner.ts';

const tcp = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1539 00000000:0000 0A 00000000:00000000 00:00000000 00000000   999        0 51234 1 0000000000000000 100 0 0 10 0
   1: 00000000:0BB8 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 51235 1 0000000000000000 100 0 0 10 0
   2: 0100007F:1539 0100007F:D2F0 01 00000000:00000000 00:00000000 00000000   999        0 51236 1 0000000000000000 20 4 30 10 -1
`;
const tcp6 = `  sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 00000000000000000000000000000000:1F91 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 61234 1 0000000000000000 100 0 0 10 0
   1: 0000000000000000FFFF00000100007F:2384 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 61235 1 0000000000000000 100 0 0 10 0
`;

describe('who has a port', () => {
  it('reads listening sockets, and only those, out of the kernel’s table', () => {
    expect(parseListeningSockets(tcp)).toEqual([
      { address: '127.0.0.1', port: 5433, inode: '51234' },
      { address: '0.0.0.0', port: 3000, inode: '51235' },
    ]);
  });

  it('reads addresses of the sixth version, and those of the fourth inside them', () => {
    expect(parseListeningSockets(tcp6)).toEqual([
      { address: '::', port: 8081, inode: '61234' },
      { address: '127.0.0.1', port: 9092, inode: '61235' },
    ]);
  });

  it('sees a socket on every address as standing in the way of one on a single address', () => {
    const everywhere = { address: '::', port: 8081, inode: '1' };
    expect(collides(everywhere, { host: '127.0.0.1', port: 8081 })).toBe(true);
    expect(collides(everywhere, { host: '127.0.0.1', port: 8082 })).toBe(false);
    expect(collides({ address: '172.17.0.1', port: 8081, inode: '1' }, { host: '127.0.0.1', port: 8081 })).toBe(false);
  });

  it('names this very process as the owner of a port that it listens on', async () => {
    const server = net.createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as net.AddressInfo;
    try {
      const [taken] = findTakenPorts([{ host: '127.0.0.1', port }]);
      expect(taken).toMatchObject({ port, pid: process.pid });
      expect(taken?.owner).toContain(`(pid ${process.pid})`);
    } finally {
      server.close();
    }
  });

  it('says nothing of ports that are free', async () => {
    const server = net.createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as net.AddressInfo;
    server.close();
    await once(server, 'close');
    expect(findTakenPorts([{ host: '127.0.0.1', port }])).toEqual([]);
  });
});
