import type { ApiAddress, ApiAnswer, ApiOperation, ApiOperationAt, ApiQuestion } from '@longshore/schemas';
import { heardFromControlPlane } from '../live/live-connection.ts';
import { sessionEnded } from '../session/standing.ts';
import { ApiProblem, NOT_SIGNED_IN } from './api-problem.ts';
import { readProblem } from './read-problem.ts';

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

/** What a call lacks where the API has no such operation, which nobody can give. */
type Lacking<Path, Operation extends ApiOperation> = [Operation] extends [never]
  ? Path extends typeof DESCRIPTION
    ? []
    : ['the API has no such operation']
  : [];

/** What is answered there, by the description of the API. */
type Answered<Operation extends ApiOperation> = [Operation] extends [never] ? unknown : ApiAnswer<Operation>;

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
 * Asks the control plane. What is asked and what is answered is held to the description of the API by its types alone:
 * the control plane makes both from the schemas that it answers by, and a page that parsed each answer once more would
 * carry all of them to every reader.
 *
 * @throws ApiProblem - with the server's own words, or ours when it did not answer or answered something else
 */
export function request<Path extends Address, Verb extends Method = 'GET'>(
  path: Path,
  options?: Asked<Verb, ApiOperationAt<Verb, Path>>,
  ...lacking: Lacking<Path, ApiOperationAt<Verb, Path>>
): Promise<Answered<ApiOperationAt<Verb, Path>>>;
export async function request(path: Address, options: RequestOptions = {}): Promise<unknown> {
  const { status, ok, text } = await send(path, options);
  const body = parseJson(text);
  if (!ok) {
    const problem = readProblem(status, body);
    if (problem.code === NOT_SIGNED_IN) sessionEnded();
    throw new ApiProblem(problem);
  }
  // Something in between answered: a proxy, a page where one signs in to a network.
  if (body === undefined) throw notUnderstood(path, status);
  heardFromControlPlane();
  return body;
}

async function send(
  path: Address,
  { method = 'GET', query, body, idempotencyKey, signal }: RequestOptions,
): Promise<{ status: number; ok: boolean; text: string }> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (idempotencyKey !== undefined) headers['idempotency-key'] = idempotencyKey;
  try {
    const response = await fetch(apiAddress(path, query), {
      method,
      headers,
      cache: 'no-store',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
    // An answer that breaks off is none.
    return { status: response.status, ok: response.ok, text: await response.text() };
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

/** @returns null: nothing was answered; undefined: something that is no JSON */
function parseJson(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function notUnderstood(path: Address, status: number): ApiProblem {
  return new ApiProblem({
    type: 'about:blank',
    title: 'The answer was not understood',
    status,
    detail: `${path} answered in a form that this page does not know.`,
    code: 'unexpected_shape',
    advice: 'Something between page and control plane may have answered: reload the page.',
  });
}
