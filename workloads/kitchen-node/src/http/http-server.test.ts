import { Registry } from 'prom-client';
import { afterEach, describe, expect, it } from 'vitest';
import { type RunningHttpServer, startHttpServer } from './http-server.ts';

describe('what a kitchen serves of itself', () => {
  let server: RunningHttpServer | null = null;
  afterEach(() => server?.close());

  it('is health, readiness with reasons, and metrics; nothing else, and only to be read', async () => {
    let reasons = ['it has not registered'];
    const registry = new Registry();
    server = await startHttpServer({ host: '127.0.0.1', port: 0, registry, notReadyBecause: () => reasons });
    const at = (path: string, method = 'GET') => fetch(`http://127.0.0.1:${server?.port}${path}`, { method });
    expect((await at('/healthz')).status).toBe(200);
    const unready = await at('/readyz');
    expect([unready.status, await unready.json()]).toEqual([503, { ready: false, reasons }]);
    reasons = [];
    expect((await at('/readyz')).status).toBe(200);
    expect((await at('/metrics')).headers.get('content-type')).toContain('text/plain');
    expect((await at('/')).status).toBe(404);
    expect((await at('/healthz', 'POST')).status).toBe(405);
  });

  it('says that a port is taken, so that the kitchen can go on without', async () => {
    const options = { host: '127.0.0.1', registry: new Registry(), notReadyBecause: () => [] };
    server = await startHttpServer({ ...options, port: 0 });
    await expect(startHttpServer({ ...options, port: server.port })).rejects.toThrow('EADDRINUSE');
  });
});
