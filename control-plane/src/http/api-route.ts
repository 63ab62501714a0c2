import type { z } from 'zod';
import type { ServiceContext } from '../services/service-context.ts';
import { problemOfError, problemResponse } from './problem-response.ts';
import { readJsonBody } from './read-body.ts';
import { requestOrigin } from './request-origin.ts';
import { refuseForeignOrigin } from './same-origin.ts';
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
  /** The query, parsed. @throws ProblemError 422 */
  query<Schema extends z.ZodType>(schema: Schema): z.output<Schema>;
}

type RouteHandler<Params> = (request: Request, context: { params: Promise<Params> }) => Promise<Response>;

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

/**
 * Makes a route handler of a function that parses, calls a service and answers. Whatever it throws becomes a problem in
 * words; what was not foreseen is logged.
 *
 * @param operation - names it in metrics and logs
 */
export function apiRoute<Params = Record<string, never>>(
  operation: string,
  handle: (call: ApiCall<Params>) => Promise<Response>,
): RouteHandler<Params> {
  return async (request, context) => {
    const runtime = webRuntime();
    const startedAt = performance.now();
    const answer = async (): Promise<Response> => {
      try {
        refuseForeignOrigin(request, { publicUrl: runtime.config.publicUrl, listensOn: runtime.config.host });
        return await handle({
          request,
          params: await context.params,
          ctx: serviceContext(runtime, requestOrigin(request)),
          runtime,
          body: () => readJsonBody(request),
          query: (schema) => validate(schema, queryOf(request)),
        });
      } catch (error) {
        const problem = problemOfError(error);
        if (problem.status >= 500) runtime.log.error({ err: error, operation }, problem.title);
        return problemResponse(problem);
      }
    };
    const response = await answer();
    runtime.metrics.requestSeconds.observe(
      { operation, status: String(response.status) },
      (performance.now() - startedAt) / 1000,
    );
    return response;
  };
}
