import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Registry } from 'prom-client';

export interface HttpServerOptions {
  host: string;
  port: number;
  registry: Registry;
  /** Why it is not ready; empty: it is. */
  notReadyBecause: () => readonly string[];
}

/** A listening server: where, and how to end it. */
export interface RunningHttpServer {
  port: number;
  close: () => Promise<void>;
}

/** Serves `/healthz`, `/readyz` and `/metrics`. Rejects when the port cannot be had. */
export async function startHttpServer(options: HttpServerOptions): Promise<RunningHttpServer> {
  const server = createServer((request, response) => {
    const answer = (status: number, type: string, body: string): void => {
      response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
    };
    const path = (request.url ?? '/').split('?')[0];
    if (request.method !== 'GET' && request.method !== 'HEAD') return answer(405, 'text/plain', 'only GET\n');
    if (path === '/healthz') return answer(200, 'text/plain', 'ok\n');
    if (path === '/readyz') {
      const reasons = options.notReadyBecause();
      const ready = reasons.length === 0;
      return answer(ready ? 200 : 503, 'application/json', `${JSON.stringify({ ready, reasons })}\n`);
    }
    if (path !== '/metrics') return answer(404, 'text/plain', 'there are /healthz, /readyz and /metrics\n');
    options.registry.metrics().then(
      (text) => answer(200, options.registry.contentType, text),
      (error: unknown) => answer(500, 'text/plain', `${String(error)}\n`),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, () => {
      server.off('error', reject);
      resolve();
    });
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
