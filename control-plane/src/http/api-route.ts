import type { z } from 'zod';
import { type Caller, NOBODY } from '../access/caller.ts';
import { identify } from '../access/identify.ts';
import type { ServiceContext } from '../services/service-context.ts';
import { type Idempotency, readIdempotencyKey } from './idempotency.ts';
import { peerAddress } from './peer-address.ts';
import { ProblemError } from './problem-error.ts';
import { problemOfError, problemResponse } from './problem-response.ts';
import { readJsonBody } from './read-body.ts';
import { requestOrigin } from './request-origin.ts';
import { refuseForeignHost, refuseForeignOrigin } from './same-origin.ts';
import { validate } from './validate.ts';
import { serviceContext, type WebRuntime, webRuntime } from './web-runtime.ts';

/** A request on its way to a service. */
export interface ApiCall<Params> {
  request: Request;
  params: Params;
  ctx: ServiceContext;
  runtime: WebRuntime;
  /** The body, as JSON. @throws ProblemError */
  body(): Promise<unknown>;
  /** `Idempotency-Key`, for an operation: the same key of somebody else is another one. @throws ProblemError 422 */
  idempotency(operation: string, body: unknown): Idempotency | null;
  /** The query, parsed. @throws ProblemError 422 */
  query<Schema extends z.ZodType>(schema: Schema): z.output<Schema>;
}

/** How somebody may show who they are that no browser does by itself. */
const BY_KEY: ReadonlySet<Caller['by']> = new Set(['api-key', 'owner-key', 'worker']);

type RouteHandler<Params> = (request: Request, context: { params: Promise<Params> }) => Promise<Response>;

/** How a route may be asked. */
export interface RouteRules {
  /** `nobody`: also without signing in. */
  by?: 'signed-in' | 'nobody';
}

function queryOf(request: Request): Record<string, string | string[]> {
  const search = new URL(request.url).searchParams;
  return Object.fromEntries(
    [...new Set(search.keys())].map((name) => {
      const values = search.getAll(name);
      return [name, values.length > 1 ? values : (values[0] ?? '')];
    }),
  );
}

/** An answer in JSON. */
export function json(body: unknown, init: { status?: number; headers?: Record<string, string> } = {}): Response {
  return new Response(JSON.stringify(body), {
    status: init.status ?? 200,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...init.headers },
  });
}

function notSignedIn(headers: Headers): ProblemError {
  const shown = headers.has('authorization');
  return new ProblemError({
    status: 401,
    code: 'not_signed_in',
    title: shown ? 'The key does not count' : 'Not signed in',
    detail: shown
      ? 'The key in the Authorization header is none, was revoked, has expired, or its owner is disabled.'
      : 'This needs a session or an API key.',
    advice: shown
      ? 'Make another under Settings, API keys; it is sent as Authorization: Bearer lsk_…'
      : 'Sign in on the page, run longshore login, or send Authorization: Bearer lsk_…',
  });
}

/** Who asks, counted. @throws ProblemError 401 or 429 */
async function admit(
  runtime: WebRuntime,
  request: Request,
  by: NonNullable<RouteRules['by']>,
  tell: (headers: Record<string, string>) => void,
): Promise<Caller> {
  const caller = await identify(runtime.access, request.headers);
  const { headers, refusal } =
    caller === null
      ? await runtime.rateLimit.ofAddress(peerAddress(request.headers))
      : await runtime.rateLimit.ofCaller(caller);
  tell(headers);
  if (refusal !== null) throw refusal;
  if (caller === null && by === 'signed-in') throw notSignedIn(request.headers);
  return caller ?? NOBODY;
}

/**
 * Makes a route handler of a function that parses, calls a service and answers. Whatever it throws becomes a problem in
 * words; what was not foreseen is logged. That somebody is signed in is asked here, what they may do by the service.
 *
 * @param operation - names it in metrics and logs
 */
export function apiRoute<Params = Record<string, never>>(
  operation: string,
  handle: (call: ApiCall<Params>) => Promise<Response>,
  { by = 'signed-in' }: RouteRules = {},
): RouteHandler<Params> {
  return async (request, context) => {
    const runtime = webRuntime();
    const startedAt = performance.now();
    let told: Record<string, string> = {};
    const answer = async (): Promise<Response> => {
      try {
        const rules = { publicUrl: runtime.config.publicUrl, listensOn: runtime.config.host };
        refuseForeignOrigin(request, rules);
        const caller = await admit(runtime, request, by, (headers) => {
          told = headers;
        });
        if (!BY_KEY.has(caller.by)) refuseForeignHost(request, rules);
        return await handle({
          request,
          params: await context.params,
          ctx: serviceContext(runtime, caller, requestOrigin(request)),
          runtime,
          body: () => readJsonBody(request),
          idempotency: (scope, body) => readIdempotencyKey(request, `${caller.user?.id ?? caller.by}/${scope}`, body),
          query: (schema) => validate(schema, queryOf(request)),
        });
      } catch (error) {
        const problem = problemOfError(error);
        if (problem.status >= 500) runtime.log.error({ err: error, operation }, problem.title);
        return problemResponse(problem);
      }
    };
    const response = await answer();
    for (const [name, value] of Object.entries(told)) response.headers.set(name, value);
    runtime.metrics.requestSeconds.observe(
      { operation, status: String(response.status) },
      (performance.now() - startedAt) / 1000,
    );
    return response;
  };
}
