import { type ApiAddress, type Problem, problemSchema } from '@longshore/schemas';
import type { z } from 'zod';
import { heardFromControlPlane } from '../live/live-connection.ts';
import { sessionEnded } from '../session/standing.ts';
import { ApiProblem, NOT_SIGNED_IN } from './api-problem.ts';

export interface RequestOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  query?: Record<string, string | number | readonly string[] | undefined>;
  body?: unknown;
  /** Of a POST that creates: the same key again gives the same result, not a second one. */
  idempotencyKey?: string;
  signal?: AbortSignal;
}

/** What can be asked: the API, and its own description. */
type Address = ApiAddress | '/openapi.json';

/** Where a path of the API is, with its query: `/jobs`, `{state: ['FAILED']}` → `/api/v1/jobs?state=FAILED`. */
export function apiAddress(path: Address, query: RequestOptions['query'] = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === '') continue;
    if (Array.isArray(value)) {
      if (value.length > 0) search.set(name, value.join(','));
    } else search.set(name, String(value));
  }
  const text = search.toString();
  return `/api/v1${path}${text === '' ? '' : `?${text}`}`;
}

/**
 * Asks the control plane, and parses what it answers.
 *
 * @throws ApiProblem - with the server's own words, or ours when it did not answer or answered something else
 */
export async function request<Schema extends z.ZodType>(
  path: Address,
  schema: Schema,
  options: RequestOptions = {},
): Promise<z.output<Schema>> {
  const response = await send(path, options);
  const body = await readJson(response);
  if (!response.ok) {
    const problem = asProblem(response, body);
    if (problem.code === NOT_SIGNED_IN) sessionEnded();
    throw new ApiProblem(problem);
  }
  heardFromControlPlane();
  const parsed = schema.safeParse(body);
  if (!parsed.success) {
    throw new ApiProblem(
      {
        type: 'about:blank',
        title: 'The answer was not understood',
        status: response.status,
        detail: `${path} answered in a shape that this page does not know.`,
        code: 'unexpected_shape',
        advice: 'Page and control plane may differ in version: reload the page.',
      },
      { cause: parsed.error },
    );
  }
  return parsed.data;
}

async function send(
  path: Address,
  { method = 'GET', query, body, idempotencyKey, signal }: RequestOptions,
): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (idempotencyKey !== undefined) headers['idempotency-key'] = idempotencyKey;
  try {
    return await fetch(apiAddress(path, query), {
      method,
      headers,
      cache: 'no-store',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ApiProblem(
      {
        type: 'about:blank',
        title: 'The control plane does not answer',
        status: 0,
        detail: 'The request did not reach it.',
        code: 'unreachable',
        advice: 'Check that it runs: ./longshore status',
      },
      { cause },
    );
  }
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function asProblem(response: Response, body: unknown): Problem {
  const parsed = problemSchema.safeParse(body);
  if (parsed.success) return parsed.data;
  return {
    type: 'about:blank',
    title: `The control plane answered ${response.status}`,
    status: response.status,
    detail: 'It gave no reason that this page can read.',
    code: 'unexpected_answer',
    advice: 'Look at its log: .longshore/logs',
  };
}
