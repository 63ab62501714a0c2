import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { markPeer } from '../../control-plane/src/http/peer-address.ts';
import { accessEnvironment } from './owner-key.ts';

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
type RouteModule = Partial<Record<string, unknown>>;

const APP = '../../control-plane/src/app';

/** The route handlers as the application's folders lay them out; what comes first wins. */
const ROUTES: readonly (readonly [string, () => Promise<RouteModule>])[] = [
  ['/api/v1/jobs', () => import(`${APP}/api/v1/jobs/route.ts`)],
  ['/api/v1/jobs/plan', () => import(`${APP}/api/v1/jobs/plan/route.ts`)],
  ['/api/v1/jobs/stop', () => import(`${APP}/api/v1/jobs/stop/route.ts`)],
  ['/api/v1/jobs/rerun', () => import(`${APP}/api/v1/jobs/rerun/route.ts`)],
  ['/api/v1/jobs/delete', () => import(`${APP}/api/v1/jobs/delete/route.ts`)],
  ['/api/v1/queue', () => import(`${APP}/api/v1/queue/route.ts`)],
  ['/api/v1/jobs/[id]', () => import(`${APP}/api/v1/jobs/[id]/route.ts`)],
  ['/api/v1/jobs/[id]/stop', () => import(`${APP}/api/v1/jobs/[id]/stop/route.ts`)],
  ['/api/v1/jobs/[id]/logs', () => import(`${APP}/api/v1/jobs/[id]/logs/route.ts`)],
  ['/api/v1/jobs/[id]/events', () => import(`${APP}/api/v1/jobs/[id]/events/route.ts`)],
  ['/api/v1/jobs/[id]/usage', () => import(`${APP}/api/v1/jobs/[id]/usage/route.ts`)],
  ['/api/v1/schedules', () => import(`${APP}/api/v1/schedules/route.ts`)],
  ['/api/v1/schedules/preview', () => import(`${APP}/api/v1/schedules/preview/route.ts`)],
  ['/api/v1/schedules/[id]', () => import(`${APP}/api/v1/schedules/[id]/route.ts`)],
  ['/api/v1/schedules/[id]/run', () => import(`${APP}/api/v1/schedules/[id]/run/route.ts`)],
  ['/api/v1/templates', () => import(`${APP}/api/v1/templates/route.ts`)],
  ['/api/v1/templates/[id]', () => import(`${APP}/api/v1/templates/[id]/route.ts`)],
  ['/api/v1/agents', () => import(`${APP}/api/v1/agents/route.ts`)],
  ['/api/v1/agents/[id]', () => import(`${APP}/api/v1/agents/[id]/route.ts`)],
  ['/api/v1/agents/[id]/drain', () => import(`${APP}/api/v1/agents/[id]/drain/route.ts`)],
  ['/api/v1/agents/[id]/confirm-dead', () => import(`${APP}/api/v1/agents/[id]/confirm-dead/route.ts`)],
  ['/api/v1/topics', () => import(`${APP}/api/v1/topics/route.ts`)],
  ['/api/v1/topics/[name]', () => import(`${APP}/api/v1/topics/[name]/route.ts`)],
  ['/api/v1/topics/[name]/messages', () => import(`${APP}/api/v1/topics/[name]/messages/route.ts`)],
  ['/api/v1/registries', () => import(`${APP}/api/v1/registries/route.ts`)],
  ['/api/v1/registries/[registry]', () => import(`${APP}/api/v1/registries/[registry]/route.ts`)],
  ['/api/v1/webhooks', () => import(`${APP}/api/v1/webhooks/route.ts`)],
  ['/api/v1/webhooks/[id]', () => import(`${APP}/api/v1/webhooks/[id]/route.ts`)],
  ['/api/v1/webhooks/[id]/secret', () => import(`${APP}/api/v1/webhooks/[id]/secret/route.ts`)],
  ['/api/v1/webhooks/[id]/test', () => import(`${APP}/api/v1/webhooks/[id]/test/route.ts`)],
  ['/api/v1/webhooks/[id]/deliveries', () => import(`${APP}/api/v1/webhooks/[id]/deliveries/route.ts`)],
  [
    '/api/v1/webhooks/[id]/deliveries/[delivery]/retry',
    () => import(`${APP}/api/v1/webhooks/[id]/deliveries/[delivery]/retry/route.ts`),
  ],
  ['/api/v1/work-items', () => import(`${APP}/api/v1/work-items/route.ts`)],
  ['/api/v1/work-items/many', () => import(`${APP}/api/v1/work-items/many/route.ts`)],
  ['/api/v1/work-items/redrive', () => import(`${APP}/api/v1/work-items/redrive/route.ts`)],
  ['/api/v1/work-items/[id]', () => import(`${APP}/api/v1/work-items/[id]/route.ts`)],
  ['/api/v1/work-items/[id]/redrive', () => import(`${APP}/api/v1/work-items/[id]/redrive/route.ts`)],
  ['/api/v1/work-items/[id]/input', () => import(`${APP}/api/v1/work-items/[id]/input/route.ts`)],
  ['/api/v1/work-queues', () => import(`${APP}/api/v1/work-queues/route.ts`)],
  ['/api/v1/work-queues/[type]', () => import(`${APP}/api/v1/work-queues/[type]/route.ts`)],
  ['/api/v1/workers', () => import(`${APP}/api/v1/workers/route.ts`)],
  ['/api/v1/workers/[id]', () => import(`${APP}/api/v1/workers/[id]/route.ts`)],
  ['/api/v1/workers/[id]/start', () => import(`${APP}/api/v1/workers/[id]/start/route.ts`)],
  ['/api/v1/workers/[id]/stop', () => import(`${APP}/api/v1/workers/[id]/stop/route.ts`)],
  ['/api/v1/work-files', () => import(`${APP}/api/v1/work-files/route.ts`)],
  ['/api/v1/audit', () => import(`${APP}/api/v1/audit/route.ts`)],
  ['/api/v1/audit/actors', () => import(`${APP}/api/v1/audit/actors/route.ts`)],
  ['/api/v1/audit/export', () => import(`${APP}/api/v1/audit/export/route.ts`)],
  ['/api/v1/groups', () => import(`${APP}/api/v1/groups/route.ts`)],
  ['/api/v1/overview', () => import(`${APP}/api/v1/overview/route.ts`)],
  ['/api/v1/events', () => import(`${APP}/api/v1/events/route.ts`)],
  ['/api/v1/session', () => import(`${APP}/api/v1/session/route.ts`)],
  ['/api/v1/session/links', () => import(`${APP}/api/v1/session/links/route.ts`)],
  ['/api/v1/session/link', () => import(`${APP}/api/v1/session/link/route.ts`)],
  ['/api/v1/session/password', () => import(`${APP}/api/v1/session/password/route.ts`)],
  ['/api/v1/sessions', () => import(`${APP}/api/v1/sessions/route.ts`)],
  ['/api/v1/sessions/[id]', () => import(`${APP}/api/v1/sessions/[id]/route.ts`)],
  ['/api/v1/users', () => import(`${APP}/api/v1/users/route.ts`)],
  ['/api/v1/users/[id]', () => import(`${APP}/api/v1/users/[id]/route.ts`)],
  ['/api/v1/users/[id]/password', () => import(`${APP}/api/v1/users/[id]/password/route.ts`)],
  ['/api/v1/users/[id]/sessions', () => import(`${APP}/api/v1/users/[id]/sessions/route.ts`)],
  ['/api/v1/api-keys', () => import(`${APP}/api/v1/api-keys/route.ts`)],
  ['/api/v1/api-keys/[id]', () => import(`${APP}/api/v1/api-keys/[id]/route.ts`)],
  ['/api/v1/installation', () => import(`${APP}/api/v1/installation/route.ts`)],
  ['/api/v1/openapi.json', () => import(`${APP}/api/v1/openapi.json/route.ts`)],
];

function match(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith('[')) params[part.slice(1, -1)] = decodeURIComponent(value);
    else if (part !== value) return null;
  }
  return params;
}

async function find(method: string, path: string): Promise<{ handle: Handler; params: Record<string, string> } | null> {
  for (const [pattern, load] of ROUTES) {
    const params = match(pattern, path);
    if (params === null) continue;
    const handle = (await load())[method];
    return typeof handle === 'function' ? { handle: handle as Handler, params } : null;
  }
  return null;
}

/**
 * Serves the control plane's route handlers without Next.js, whose own part the browser tests cover. OWNER_KEY may do
 * everything there.
 */
export async function serveApi(): Promise<{ url: string; close(): Promise<void> }> {
  Object.assign(process.env, accessEnvironment);
  const server = http.createServer((incoming, outgoing) => {
    markPeer(incoming);
    const url = new URL(incoming.url ?? '/', `http://${incoming.headers.host}`);
    const method = incoming.method ?? 'GET';
    const gone = new AbortController();
    outgoing.on('close', () => gone.abort());
    const answer = async (): Promise<void> => {
      const found = await find(method, url.pathname);
      if (found === null) {
        outgoing.writeHead(404).end();
        return;
      }
      const body = method === 'GET' ? null : (Readable.toWeb(incoming) as ReadableStream<Uint8Array>);
      const headers = new Headers(
        Object.entries(incoming.headers).flatMap(([name, value]) =>
          typeof value === 'string' ? [[name, value]] : [],
        ) as [string, string][],
      );
      const request = new Request(url, {
        method,
        headers,
        signal: gone.signal,
        ...(body === null ? {} : { body, duplex: 'half' }),
      } as RequestInit);
      const response = await found.handle(request, { params: Promise.resolve(found.params) });
      const cookies = response.headers.getSetCookie();
      outgoing.writeHead(response.status, {
        ...Object.fromEntries(response.headers),
        // Each in a line of its own: what joins other headers stands within cookies.
        ...(cookies.length === 0 ? {} : { 'set-cookie': cookies }),
      });
      if (response.body === null) outgoing.end();
      else Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]).pipe(outgoing);
    };
    answer().catch((error: unknown) => outgoing.destroy(error as Error));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
