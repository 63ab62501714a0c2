import type { z } from 'zod';
import manifest from '../../package.json' with { type: 'json' };
import type { ApiKeyInUse, FindKey } from '../credentials/api-key.ts';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { problemToError } from './problem-to-error.ts';
import { unreachableError } from './unreachable-error.ts';

type QueryValue = string | number | readonly string[] | undefined;

/** One question to the control plane. */
export interface ApiRequest<Answer> {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/api/v1`, with a slash first; parts already encoded. */
  path: string;
  query?: Record<string, QueryValue>;
  body?: unknown;
  /** What the answer must look like; null where the answer's body does not matter. */
  answer: z.ZodType<Answer> | null;
  idempotencyKey?: string;
  /** @default 15000 */
  deadlineMs?: number;
  signal?: AbortSignal | undefined;
}

const DEADLINE_MS = 15_000;

/** Told with every request, so that the audit log can say that it came from a command line. */
const USER_AGENT = `longshore-cli/${manifest.version}`;

/** Speaks HTTP to the control plane. Every failure becomes a CliError in words. */
export class ApiClient {
  readonly url: string;
  readonly #findKey: FindKey;

  /**
   * @param url - address of the control plane, without a slash at the end
   * @param findKey - asked before each request
   */
  constructor(url: string, findKey: FindKey = () => Promise.resolve(undefined)) {
    this.url = url;
    this.#findKey = findKey;
  }

  /** @throws CliError: unreachable, refused with a problem, or answered in a form that is not understood */
  async ask<Answer>(request: ApiRequest<Answer>): Promise<Answer> {
    const { text, where } = await this.#send(request);
    if (request.answer === null) return undefined as Answer;
    return this.#understand(request.answer, text, where);
  }

  /**
   * Signs in, for what no key may do. Whoever calls this signs out again.
   *
   * @returns one that asks as the person who signed in
   * @throws CliError as `ask` does
   */
  async signIn(path: '/session' | '/session/link', body: unknown): Promise<ApiClient> {
    const { headers } = await this.#send({ method: 'POST', path, body, answer: null });
    const cookies = headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
    return new ApiClient(this.url, () => Promise.resolve({ secret: cookies.join('; '), from: 'session' }));
  }

  async #send(request: ApiRequest<unknown>): Promise<{ text: string; headers: Headers; where: string }> {
    const deadlineMs = request.deadlineMs ?? DEADLINE_MS;
    const deadline = AbortSignal.timeout(deadlineMs);
    const signal = request.signal === undefined ? deadline : AbortSignal.any([deadline, request.signal]);
    const method = request.method ?? 'GET';
    const where = `${method} ${this.#address(request.path, request.query)}`;
    const key = await this.#findKey();
    let response: Response;
    let text: string;
    try {
      response = await fetch(this.#address(request.path, request.query), {
        method,
        headers: {
          accept: 'application/json, application/problem+json',
          'user-agent': USER_AGENT,
          ...credentials(key),
          ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(request.idempotencyKey === undefined ? {} : { 'idempotency-key': request.idempotencyKey }),
        },
        ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
        signal,
      });
      text = await response.text();
    } catch (error) {
      request.signal?.throwIfAborted();
      throw unreachableError(error, { url: this.url, timedOut: deadline.aborted, deadlineMs });
    }
    if (!response.ok) throw problemToError(response, text, where, key?.from);
    return { text, headers: response.headers, where };
  }

  /** Opens the stream of server-sent events; the caller ends it through the signal. */
  async openEvents(signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
    return this.#open(this.#address('/events'), 'text/event-stream', signal);
  }

  /**
   * Reads an answer of text that may be long, in pieces as they come; the next is read when it is asked for.
   *
   * @throws CliError also when the answer breaks off before its end
   */
  async *readText(
    path: string,
    query: Record<string, QueryValue>,
    signal: AbortSignal,
  ): AsyncGenerator<string, void, undefined> {
    const body = await this.#open(this.#address(path, query), '*/*', signal);
    const decoder = new TextDecoder();
    try {
      for await (const bytes of body) yield decoder.decode(bytes, { stream: true });
    } catch (error) {
      signal.throwIfAborted();
      throw brokenOff(`GET ${this.#address(path, query)}`, error);
    }
    yield decoder.decode();
  }

  async #open(address: string, accept: string, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
    const key = await this.#findKey();
    let response: Response;
    try {
      response = await fetch(address, {
        headers: { accept, 'user-agent': USER_AGENT, ...credentials(key) },
        signal,
      });
    } catch (error) {
      signal.throwIfAborted();
      throw unreachableError(error, { url: this.url, timedOut: false, deadlineMs: 0 });
    }
    if (!response.ok || response.body === null) {
      throw problemToError(response, await response.text(), `GET ${address}`, key?.from);
    }
    return response.body;
  }

  #understand<Answer>(schema: z.ZodType<Answer>, text: string, where: string): Answer {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (cause) {
      throw notUnderstood('it is not JSON', where, cause);
    }
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    const issue = parsed.error.issues[0];
    throw notUnderstood(`${issue?.path.join('.') || 'the whole'}: ${issue?.message ?? 'not as expected'}`, where);
  }

  #address(path: string, query: Record<string, QueryValue> = {}): string {
    const url = new URL(`${this.url}/api/v1${path}`);
    for (const [name, value] of Object.entries(query)) {
      if (value === undefined) continue;
      url.searchParams.set(name, Array.isArray(value) ? value.join(',') : String(value));
    }
    return url.href;
  }
}

function credentials(key: ApiKeyInUse | undefined): { authorization?: string; cookie?: string } {
  if (key === undefined) return {};
  return key.from === 'session' ? { cookie: key.secret } : { authorization: `Bearer ${key.secret}` };
}

function brokenOff(where: string, cause: unknown): CliError {
  return new CliError({
    what: 'the answer broke off before its end',
    where,
    advice: 'ask again; ./longshore status shows how the control plane is doing',
    exitCode: EXIT.unanswered,
    code: 'broken_off',
    cause,
  });
}

function notUnderstood(how: string, where: string, cause?: unknown): CliError {
  return new CliError({
    what: `the control plane's answer is not understood (${how})`,
    where,
    advice: 'check that LONGSHORE_URL is a Longshore control plane of the same version',
    exitCode: EXIT.unanswered,
    code: 'not_understood',
    cause,
  });
}
