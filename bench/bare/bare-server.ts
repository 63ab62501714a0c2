import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the bare server answers with. */
export interface BareSource {
  /** The newest jobs, as `GET /jobs?limit=` does. */
  list(limit: number): Promise<unknown>;
  /** One job, as `GET /jobs/{id}` does. */
  job(id: string): Promise<unknown>;
}

export interface BareServer {
  port: number;
  /** Tells every stream of a change. */
  tell(): void;
  close(): Promise<void>;
}

/**
 * What one would write for the same with nothing but Node: no framework, no sign-in, no limits, no metrics. It is what
 * Longshore's own figures are held against.
 */
export async function startBareServer(source: BareSource, port = 0): Promise<BareServer> {
  const streams = new Set<http.ServerResponse>();
  let told = 0;
  const send = (response: http.ServerResponse, type: string): void => {
    const event = { type, subjects: ['jobs'], at: new Date().toISOString() };
    response.write(`id: bare.${told}\ndata: ${JSON.stringify(event)}\n\n`);
  };
  const stream = (response: http.ServerResponse): void => {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' });
    streams.add(response);
    response.on('close', () => streams.delete(response));
    send(response, 'hello');
  };
  const answer = async (url: URL, response: http.ServerResponse): Promise<void> => {
    if (url.pathname === '/readyz') return json(response, 200, { ready: true });
    if (url.pathname === '/api/v1/events') return stream(response);
    if (url.pathname === '/api/v1/jobs') {
      return json(response, 200, await source.list(Number(url.searchParams.get('limit'))));
    }
    const id = /^\/api\/v1\/jobs\/([^/]+)$/.exec(url.pathname)?.[1];
    if (id === undefined) return json(response, 404, { title: 'Not found' });
    json(response, 200, await source.job(id));
  };
  const server = http.createServer((request, response) => {
    answer(new URL(request.url ?? '/', 'http://127.0.0.1'), response).catch((error: unknown) => {
      json(response, 500, { title: String(error) });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    tell() {
      told += 1;
      for (const response of streams) send(response, 'changed');
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function json(response: http.ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  response.end(text);
}
