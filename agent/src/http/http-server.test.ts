import { Counter, Registry } from 'prom-client';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Readiness, startHttpServer } from './http-server.ts';

async function serve(readiness: () => Readiness) {
  const registry = new Registry();
  new Counter({ name: 'things_total', help: 'Things', registers: [registry] }).inc(3);
  const server = await startHttpServer({ host: '127.0.0.1', port: 0, registry, readiness });
  onTestFinished(() => server.close());
  return (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${server.port}${path}`, init);
}

describe('the agent’s pages for machines', () => {
  it('say that it lives, and whether and why not it can work', async () => {
    let ready = false;
    const get = await serve(() => ({ ready, reasons: ready ? [] : ['the engine cannot be used'], details: {} }));
    expect((await get('/healthz')).status).toBe(200);
    const refused = await get('/readyz');
    expect(refused.status).toBe(503);
    expect(await refused.json()).toMatchObject({ reasons: ['the engine cannot be used'] });
    ready = true;
    expect((await get('/readyz?verbose')).status).toBe(200);
  });

  it('give metrics as text for Prometheus, and nothing else', async () => {
    const get = await serve(() => ({ ready: true, reasons: [], details: {} }));
    expect(await (await get('/metrics')).text()).toContain('things_total 3');
    expect((await get('/elsewhere')).status).toBe(404);
    expect((await get('/healthz', { method: 'POST' })).status).toBe(405);
  });

  it('cannot be served on a port in use, and the reason says so', async () => {
    const registry = new Registry();
    const readiness = () => ({ ready: true, reasons: [], details: {} });
    const first = await startHttpServer({ host: '127.0.0.1', port: 0, registry, readiness });
    onTestFinished(() => first.close());
    const second = startHttpServer({ host: '127.0.0.1', port: first.port, registry, readiness });
    await expect(second).rejects.toThrow('EADDRINUSE');
  });
});
