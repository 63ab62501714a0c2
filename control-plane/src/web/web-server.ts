import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answer, answer, json } from '../http/answer.ts';
import type { ApiRequest } from '../http/api-request.ts';
import type { RouteHandler } from '../http/api-route.ts';
import { markedHeaders } from '../http/peer-address.ts';
import { isMethod, type RouteModule, RouteTable } from '../http/route-table.ts';
import type { WebRuntime } from '../http/web-runtime.ts';
import { CHECKS_OF_HEALTH } from './checks-of-health.ts';
import { cutOffSlowBody } from './cut-off-slow-body.ts';
import { DEADLINES, type Deadlines } from './deadlines.ts';
import type { PageHandler } from './open-pages.ts';
import { allowedMethods, methodNotAllowed, unknownPath } from './refusals.ts';
import { sendAnswer } from './send-answer.ts';

const API = '/api/v1';

export interface WebServerOptions {
  runtime: WebRuntime;
  /** By their paths below `/api/v1`. */
  routes: Readonly<Record<string, RouteModule>>;
  /** Serves what is neither API nor a check of health; null: nobody does. */
  pages: PageHandler | null;
  host: string;
  port: number;
  /** @default DEADLINES */
  deadlines?: Deadlines;
}

export interface WebServer {
  port: number;
  /** Takes no more requests; resolves when the last answer is given, or has taken too long. */
  close(): Promise<void>;
}

/** Serves the API and the checks of health by itself, and leaves everything else to the pages. */
export async function startWebServer(options: WebServerOptions): Promise<WebServer> {
  const { runtime, routes, pages, host, port, deadlines = DEADLINES } = options;
  const { log, stopping } = runtime;
  const table = new RouteTable(routes);
  const serve = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const url = urlOf(incoming);
    const found = await answerFor(url, incoming, { runtime, table });
    if (found !== null) await sendAnswer(found, incoming, outgoing);
    else if (pages !== null) await pages(incoming, outgoing);
    else await sendAnswer(noPages(), incoming, outgoing);
  };
  const timeouts = {
    headersTimeout: deadlines.headersMs,
    // A large body may take longer than any limit for all: `cutOffSlowBody` looks at how fast it comes.
    requestTimeout: 0,
    keepAliveTimeout: deadlines.keptMs,
    connectionsCheckingInterval: deadlines.checkMs,
  };
  const server = http.createServer(timeouts, (incoming, outgoing) => {
    if (stopping.signal.aborted) outgoing.setHeader('connection', 'close');
    cutOffSlowBody(incoming, outgoing, deadlines);
    serve(incoming, outgoing).catch((error: unknown) => {
      log.error({ err: error }, 'a request could not be answered');
      if (outgoing.headersSent) outgoing.destroy();
      else outgoing.writeHead(500).end();
    });
  });
  server.setTimeout(deadlines.stalledMs);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return { port: (server.address() as AddressInfo).port, close: () => close(server, deadlines.lastAnswersMs) };
}

/** Where a request leads, with a host that says nothing: what the client says of it is asked of the headers. */
function urlOf({ url = '/' }: IncomingMessage): URL | null {
  return URL.parse(url.startsWith('/') ? `http://localhost${url}` : url, 'http://localhost');
}

/** @returns null for what belongs to the pages */
async function answerFor(
  url: URL | null,
  incoming: IncomingMessage,
  { runtime, table }: { runtime: WebRuntime; table: RouteTable },
): Promise<Answer | null> {
  if (url === null) return json({ status: 'no address' }, { status: 400 });
  const { pathname } = url;
  const check = CHECKS_OF_HEALTH[pathname];
  if (check !== undefined) return isReading(incoming) ? check(runtime) : readOnly();
  if (pathname !== '/api' && !pathname.startsWith('/api/')) return null;
  const request = requestOf(url, incoming, runtime);
  const found = pathname.startsWith(`${API}/`) ? table.find(pathname.slice(API.length)) : null;
  if (found === null) return unknownPath({ request, params: {}, runtime });
  const { methods, params } = found;
  if (incoming.method === 'OPTIONS') return answer(null, { status: 204, headers: { allow: allowedMethods(methods) } });
  const handle = isMethod(request.method) ? methods[request.method] : undefined;
  if (handle === undefined) return methodNotAllowed({ request, params, runtime }, methods);
  // Which parameters a path has, its module knows.
  return (handle as RouteHandler<unknown>)({ request, params, runtime });
}

const isReading = ({ method }: IncomingMessage) => method === 'GET' || method === 'HEAD';

function requestOf(url: URL, incoming: IncomingMessage, { config }: WebRuntime): ApiRequest {
  const reading = isReading(incoming);
  return {
    method: reading ? 'GET' : (incoming.method ?? ''),
    url: url.href,
    headers: markedHeaders(incoming, config.trustedProxies),
    body: reading ? null : incoming,
  };
}

function readOnly(): Answer {
  return answer(null, { status: 405, headers: { allow: 'GET, HEAD' } });
}

function noPages(): Answer {
  return answer('This process serves the API alone: LONGSHORE_PAGES_DIRECTORY is not set.\n', {
    status: 404,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  });
}

function close(server: http.Server, lastAnswersMs: number): Promise<void> {
  return new Promise((resolve) => {
    // A connection that is kept when its answer is given would be waited for.
    const idle = setInterval(() => server.closeIdleConnections(), 100);
    const late = setTimeout(() => server.closeAllConnections(), lastAnswersMs);
    server.close(() => {
      clearInterval(idle);
      clearTimeout(late);
      resolve();
    });
  });
}
