import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { StackConnection } from './control-client.ts';
import { type Controlled, serveControl } from './control-server.ts';
import type { StackEvent } from './protocol.ts';

let directory: string;
let socketPath: string;
let server: net.Server;
let tell: (event: StackEvent) => void;
const shutdown = vi.fn(() => Promise.resolve());

const controlled: Controlled = {
  status: () => ({ phase: 'up', supervisorPid: 1, startedAt: '2026-01-01T00:00:00Z', facts: {}, services: [] }),
  follow: (listener) => {
    tell = listener;
    return () => {
      tell = () => undefined;
    };
  },
  stopService: () => Promise.reject(new Error('there is no service "x"')),
  startService: () => Promise.resolve(),
};

beforeEach(async () => {
  shutdown.mockClear();
  directory = mkdtempSync(join(tmpdir(), 'longshore-control-'));
  socketPath = join(directory, 's.sock');
  server = serveControl(controlled, shutdown).listen(socketPath);
  await once(server, 'listening');
});
afterEach(() => {
  server.close();
  rmSync(directory, { recursive: true });
});

async function connect(): Promise<StackConnection> {
  const connection = await StackConnection.open(socketPath);
  if (connection === undefined) throw new Error('nobody answers');
  return connection;
}

describe('the supervisor’s socket', () => {
  it('outlives a follower that is gone while it is being told something', async () => {
    const follower = net.connect(socketPath);
    await once(follower, 'connect');
    follower.write('{"type":"follow"}\n');
    await vi.waitFor(() => expect(tell).toBeTypeOf('function'));
    follower.destroy();
    for (let turn = 0; turn < 20; turn += 1) {
      tell({ type: 'started', name: 'kafka', title: 'x'.repeat(100_000) });
      await nextTurn();
    }
    const connection = await connect();
    expect(await connection.status()).toMatchObject({ phase: 'up' });
    connection.close();
  });

  it('stops everything when a leasing connection goes away, and not when its lease was released', async () => {
    const released = await connect();
    await released.perform({ type: 'lease' });
    await released.perform({ type: 'release' });
    released.close();
    const leasing = await connect();
    await leasing.perform({ type: 'lease' });
    expect(shutdown).not.toHaveBeenCalled();
    leasing.close();
    await vi.waitFor(() => expect(shutdown).toHaveBeenCalled());
  });

  it('answers what it cannot do, or does not understand, with the reason', async () => {
    const connection = await connect();
    await expect(connection.perform({ type: 'stop-service', name: 'x' })).rejects.toThrow('there is no service "x"');
    await expect(connection.perform({ type: 'nonsense' } as never)).rejects.toThrow();
    expect(await connection.status()).toMatchObject({ phase: 'up' });
    connection.close();
  });
});
