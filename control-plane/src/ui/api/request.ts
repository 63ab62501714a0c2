import {
  type ApiAddress,
  type ApiAnswer,
  type ApiOperation,
  type ApiOperationAt,
  type ApiQuestion,
  type Problem,
  problemSchema,
} from '@longshore/schemas';
import type { z } from 'zod';
import { heardFromControlPlane } from '../live/live-connection.ts';
import { sessionEnded } from '../session/standing.ts';
import { ApiProblem, NOT_SIGNED_IN } from './api-problem.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A request as it is sent, whatever it is about. */
interface RequestOptions {
  method?: Method;
  query?: object | undefined;
  body?: unknown;
  /** Of a POST that creates: the same key again gives the same result, not a second one. */
  idempotencyKey?: string;
  signal?: AbortSignal;
}

/** What can be asked: the API, and its own description. */
type Address = ApiAddress | typeof DESCRIPTION;
const DESCRIPTION = '/openapi.json';

/** What the API is asked: of what an operation does not have, nothing. */
type Asked<Verb extends Method, Operation extends ApiOperation> = Omit<RequestOptions, 'method' | 'query' | 'body'> & {
  method?: Verb;
} & ([Operation] extends [never] ? unknown : Omit<ApiQuestion<Operation>, 'path'>);

/** What a schema must be: one that takes whatever the operation may answer. */
type Reader<Path, Operation extends ApiOperation, Schema extends z.ZodType> = [Operation] extends [never]
  ? Path extends typeof DESCRIPTION
    ? Schema
    : 'the API has no such operation'
  : ApiAnswer<Operation> extends z.input<Schema>
    ? Schema
    : { 'takes not what the API answers': ApiAnswer<Operation> };

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
 * Asks the control plane, and parses what it answers. What is asked, and what is made of the answer, is held to the
 * description of the API.
 *
 * @throws ApiProblem - with the server's own words, or ours when it did not answer or answered something else
 */
export function request<Path extends Address, Schema extends z.ZodType, Verb extends Method = 'GET'>(
  path: Path,
  schema: Schema & Reader<Path, ApiOperationAt<Verb, Path>, Schema>,
  options?: Asked<Verb, ApiOperationAt<Verb, Path>>,
): Promise<z.output<Schema>>;
export async function request(path: Address, schema: z.ZodType, options: RequestOptions = {}): Promise<unknown> {
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
