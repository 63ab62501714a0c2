import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import type net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadStackConfig } from './config.ts';
import { ownerKeyOfStack } from './owner-key.ts';
import { socketPath } from './plan/stack-layout.ts';
import { loadSecrets } from './prepare/secrets.ts';
import { serveControl } from './supervisor/control-server.ts';
import type { ServiceStatus } from './supervisor/protocol.ts';

let state: string;
let stateDirectory: string;
let server: net.Server | undefined;
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), 'longshore-owner-'));
  ({ stateDirectory } = loadStackConfig({ LONGSHORE_STATE: state }));
  mkdirSync(stateDirectory);
});
afterEach(() => {
  server?.close();
  server = undefined;
  rmSync(state, { recursive: true });
});

/** Lets a stack be up that has its pages at this address. */
async function up(address: string): Promise<void> {
  const since = '2026-03-01T12:00:00Z';
  const service = { title: '', kind: 'daemon', state: 'ready', since, restarts: 0, logFile: '' } as const;
  const services: ServiceStatus[] = [
    { ...service, name: 'dispatcher', address: 'http://127.0.0.1:3001' },
    { ...service, name: 'web', address },
  ];
  server = serveControl(
    {
      status: () => ({ phase: 'up', supervisorPid: 1, startedAt: since, facts: {}, services }),
      follow: () => () => undefined,
      stopService: () => Promise.resolve(),
      startService: () => Promise.resolve(),
    },
    () => Promise.resolve(),
  ).listen(socketPath(stateDirectory));
  await once(server, 'listening');
}

const keyFor = (url: string) => ownerKeyOfStack({ LONGSHORE_STATE: state }, url);

describe('the owner key of a stack', () => {
  it('is for the pages of the stack that is up, and for no other address', async () => {
    const { ownerKey } = loadSecrets(stateDirectory);
    await up('http://127.0.0.1:3000');
    expect(await keyFor('http://127.0.0.1:3000')).toBe(ownerKey);
    expect(await keyFor('http://localhost:3000')).toBe(ownerKey);
    for (const other of ['http://127.0.0.1:3001', 'http://127.0.0.1:3000/base', 'https://127.0.0.1:3000']) {
      expect(await keyFor(other), other).toBeUndefined();
    }
  });

  it('is given to nobody who has the port while the stack is down', async () => {
    loadSecrets(stateDirectory);
    expect(await keyFor('http://127.0.0.1:3000')).toBeUndefined();
  });

  it('is none where the stack was made by a version that had none', async () => {
    await up('http://127.0.0.1:3000');
    expect(await keyFor('http://127.0.0.1:3000')).toBeUndefined();
  });
});
