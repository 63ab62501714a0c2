import type { z } from 'zod';
import { type Caller, NOBODY } from '../access/caller.ts';
import { identify } from '../access/identify.ts';
import type { ServiceContext } from '../services/service-context.ts';
import type { Answer } from './answer.ts';
import type { ApiRequest } from './api-request.ts';
import { type Idempotency, readIdempotencyKey } from './idempotency.ts';
import { peerAddress } from './peer-address.ts';
import { problemAnswer, problemOfError } from './problem-answer.ts';
import { ProblemError } from './problem-error.ts';
import { readJsonBody } from './read-body.ts';
import { requestOrigin } from './request-origin.ts';
import { refuseForeignHost, refuseForeignOrigin } from './same-origin.ts';
import { validate } from './validate.ts';
import { serviceContext, type WebRuntime } from './web-runtime.ts';

/** A request on its way to a service. */
export interface ApiCall<Params> {
  request: ApiRequest;
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

/** A request as the server hands it over. */
export interface RouteCall<Params> {
  request: ApiRequest;
  /** What stands in the path in the place of each `{name}`. */
  params: Params;
  runtime: WebRuntime;
}

export type RouteHandler<Params = never> = (call: RouteCall<Params>) => Promise<Answer>;

/** How a route may be asked. */
export interface RouteRules {
  /** `nobody`: also without signing in. */
  by?: 'signed-in' | 'nobody';
}

function queryOf(request: ApiRequest): Record<string, string | string[]> {
  const search = new URL(request.url).searchParams;
  return Object.fromEntries(
    [...new Set(search.keys())].map((name) => {
      const values = search.getAll(name);
      return [name, values.length > 1 ? values : (values[0] ?? '')];
    }),
  );
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
  { headers: sent }: ApiRequest,
  by: NonNullable<RouteRules['by']>,
  tell: (headers: Record<string, string>) => void,
): Promise<Caller> {
  const caller = await identify(runtime.access, sent);
  const { headers, refusal } =
    caller === null ? await runtime.rateLimit.ofAddress(peerAddress(sent)) : await runtime.rateLimit.ofCaller(caller);
  tell(headers);
  if (refusal !== null) throw refusal;
  if (caller === null && by === 'signed-in') throw notSignedIn(sent);
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
  handle: (call: ApiCall<Params>) => Promise<Answer>,
  { by = 'signed-in' }: RouteRules = {},
): RouteHandler<Params> {
  return async ({ request, params, runtime }) => {
    const startedAt = performance.now();
    let told: Record<string, string> = {};
    const answering = async (): Promise<Answer> => {
      try {
        const rules = { publicUrl: runtime.config.publicUrl, listensOn: runtime.config.host };
        refuseForeignOrigin(request, rules);
        const caller = await admit(runtime, request, by, (headers) => {
          told = headers;
        });
        if (!BY_KEY.has(caller.by)) refuseForeignHost(request, rules);
        return await handle({
          request,
          params,
          ctx: serviceContext(runtime, caller, requestOrigin(request)),
          runtime,
          body: () => readJsonBody(request),
          idempotency: (scope, body) => readIdempotencyKey(request, `${caller.user?.id ?? caller.by}/${scope}`, body),
          query: (schema) => validate(schema, queryOf(request)),
        });
      } catch (error) {
        const problem = problemOfError(error);
        if (problem.status >= 500) runtime.log.error({ err: error, operation }, problem.title);
        return problemAnswer(problem);
      }
    };
    const answer = await answering();
    Object.assign(answer.headers, told);
    runtime.metrics.requestSeconds.observe(
      { operation, status: String(answer.status) },
      (performance.now() - startedAt) / 1000,
    );
    return answer;
  };
}
