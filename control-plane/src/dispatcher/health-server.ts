import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Registry } from 'prom-client';

/** Whether the program can do its work, and why not. */
export interface Readiness {
  ready: boolean;
  /** Shown as they are. */
  details: Record<string, unknown>;
}

export interface HealthServerOptions {
  host: string;
  port: number;
  readiness: () => Readiness;
  registry: Registry;
}

export interface HealthServer {
  port: number;
  close(): Promise<void>;
}

/** Serves `/healthz` (the process lives), `/readyz` (it can do its work) and `/metrics` (Prometheus text). */
export async function startHealthServer(options: HealthServerOptions): Promise<HealthServer> {
  const { host, port, readiness, registry } = options;
  const answer = async (path: string, response: http.ServerResponse): Promise<void> => {
    const json = (status: number, body: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    if (path === '/healthz') return json(200, { status: 'ok' });
    if (path === '/readyz') {
      const { ready, details } = readiness();
      return json(ready ? 200 : 503, { status: ready ? 'ready' : 'not ready', ...details });
    }
    if (path === '/metrics') {
      const text = await registry.metrics();
      response.writeHead(200, { 'content-type': registry.contentType }).end(text);
      return;
    }
    json(404, { status: 'not found', paths: ['/healthz', '/readyz', '/metrics'] });
  };
  const server = http.createServer((request, response) => {
    answer((request.url ?? '/').split('?')[0] ?? '/', response).catch((error: unknown) => {
      response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
