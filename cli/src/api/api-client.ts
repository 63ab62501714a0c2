import type { ApiAnswer, ApiBody, ApiOperation, ApiQuery, ApiQuestion, ApiTextOperation } from '@longshore/schemas';
import type { z } from 'zod';
import manifest from '../../package.json' with { type: 'json' };
import type { ApiKeyInUse, FindKey } from '../credentials/api-key.ts';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { problemToError } from './problem-to-error.ts';
import { unreachableError } from './unreachable-error.ts';

/** How a question is asked. */
interface Manner {
  idempotencyKey?: string;
  /** @default 15000 */
  deadlineMs?: number;
  signal?: AbortSignal | undefined;
  /** Sent as they are, where an operation takes bytes and no JSON. */
  bytes?: Uint8Array<ArrayBuffer>;
}

/** What reads an answer: a schema that takes whatever the operation may answer, or null where the body does not matter. */
type Reader<Operation extends ApiOperation, Schema> = Schema extends z.ZodType
  ? ApiAnswer<Operation> extends z.input<Schema>
    ? Schema
    : { 'takes not what the API answers': ApiAnswer<Operation> }
  : null;

type Understood<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

/** A question as it is sent, whatever it is about. */
interface Outgoing extends Manner {
  path?: Readonly<Record<string, string>> | undefined;
  query?: object | undefined;
  body?: unknown;
}

/** What takes a body that is no JSON. */
type UploadOperation = 'POST /sorts/{id}/input';

/** A body that is sent as it comes. */
interface Upload {
  path: Readonly<Record<string, string>>;
  pieces: AsyncIterable<Uint8Array>;
  signal: AbortSignal;
}

/** Remembers why pieces could not be had, which a request that breaks off would not tell. */
class Source {
  readonly #pieces: AsyncIterable<Uint8Array>;
  failure: { error: unknown } | null = null;

  constructor(pieces: AsyncIterable<Uint8Array>) {
    this.#pieces = pieces;
  }

  async *read(): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      yield* this.#pieces;
    } catch (error) {
      this.failure = { error };
      throw error;
    }
  }
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

  /**
   * Asks what the API has, in the words of its description: a path, a query, a body or an answer that it does not have is
   * an error of types.
   *
   * @throws CliError: unreachable, refused with a problem, or answered in a form that is not understood
   */
  async ask<Operation extends ApiOperation, Schema extends z.ZodType | null>(
    operation: Operation,
    question: ApiQuestion<Operation> & Manner & { answer: Schema & Reader<Operation, Schema> },
  ): Promise<Understood<Schema>>;
  async ask(operation: ApiOperation, question: Outgoing & { answer: z.ZodType | null }): Promise<unknown> {
    const { text, where } = await this.#send(operation, question);
    return question.answer === null ? undefined : this.#understand(question.answer, text, where);
  }

  /**
   * Signs in, for what no key may do. Whoever calls this signs out again.
   *
   * @returns one that asks as the person who signed in
   * @throws CliError as `ask` does
   */
  async signIn<Operation extends 'POST /session' | 'POST /session/link'>(
    operation: Operation,
    body: ApiBody<Operation>,
  ): Promise<ApiClient> {
    const { headers } = await this.#send(operation, { body });
    const cookies = headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
    return new ApiClient(this.url, () => Promise.resolve({ secret: cookies.join('; '), from: 'session' }));
  }

  async #send(operation: ApiOperation, asked: Outgoing): Promise<{ text: string; headers: Headers; where: string }> {
    const { body, bytes, signal, idempotencyKey, deadlineMs = DEADLINE_MS } = asked;
    const deadline = AbortSignal.timeout(deadlineMs);
    const { method, address } = this.#line(operation, asked);
    const where = `${method} ${address}`;
    const key = await this.#findKey();
    let response: Response;
    let text: string;
    try {
      response = await fetch(address, {
        method,
        headers: {
          accept: 'application/json, application/problem+json',
          'user-agent': USER_AGENT,
          ...credentials(key),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(bytes === undefined ? {} : { 'content-type': 'application/octet-stream' }),
          ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(bytes === undefined ? {} : { body: bytes }),
        signal: signal === undefined ? deadline : AbortSignal.any([deadline, signal]),
      });
      text = await response.text();
    } catch (error) {
      signal?.throwIfAborted();
      throw unreachableError(error, { url: this.url, timedOut: deadline.aborted, deadlineMs });
    }
    if (!response.ok) throw problemToError(response, text, where, key?.from);
    return { text, headers: response.headers, where };
  }

  /** Opens the stream of server-sent events; the caller ends it through the signal. */
  async openEvents(signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
    return this.#open('GET /events', {}, 'text/event-stream', signal);
  }

  /**
   * Reads an answer of text that may be long, in pieces as they come; the next is read when it is asked for.
   *
   * @throws CliError also when the answer breaks off before its end
   */
  async *readText<Operation extends ApiTextOperation>(
    operation: Operation,
    query: ApiQuery<Operation> & object,
    signal: AbortSignal,
  ): AsyncGenerator<string, void, undefined> {
    const body = await this.#open(operation, { query }, '*/*', signal);
    const decoder = new TextDecoder();
    try {
      for await (const bytes of body) yield decoder.decode(bytes, { stream: true });
    } catch (error) {
      signal.throwIfAborted();
      const { method, address } = this.#line(operation, { query });
      throw brokenOff(`${method} ${address}`, error);
    }
    yield decoder.decode();
  }

  /**
   * Reads an answer that may be long as it is, in pieces as they come; the next is read when it is asked for.
   *
   * @throws CliError also when the answer breaks off before its end
   */
  async *readBytes<Operation extends ApiTextOperation>(
    operation: Operation,
    path: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): AsyncGenerator<Uint8Array, void, undefined> {
    const body = await this.#open(operation, { path }, '*/*', signal);
    try {
      for await (const bytes of body) yield bytes;
    } catch (error) {
      signal.throwIfAborted();
      const { method, address } = this.#line(operation, { path });
      throw brokenOff(`${method} ${address}`, error);
    }
  }

  /**
   * Sends what may be long, in pieces as they are asked for. There is no deadline but the signal.
   *
   * @throws CliError as `ask` does; and what the pieces throw
   */
  async upload<Schema extends z.ZodType>(
    operation: UploadOperation,
    { path, pieces, signal, answer }: Upload & { answer: Schema & Reader<UploadOperation, Schema> },
  ): Promise<z.output<Schema>>;
  async upload(operation: UploadOperation, { path, pieces, signal, answer }: Upload & { answer: z.ZodType }) {
    const { method, address } = this.#line(operation, { path });
    const key = await this.#findKey();
    const source = new Source(pieces);
    let response: Response;
    let text: string;
    try {
      response = await fetch(address, {
        method,
        headers: {
          accept: 'application/json',
          'user-agent': USER_AGENT,
          'content-type': 'text/plain',
          ...credentials(key),
        },
        body: ReadableStream.from(source.read()),
        duplex: 'half',
        signal,
      } as RequestInit);
      text = await response.text();
    } catch (error) {
      signal.throwIfAborted();
      if (source.failure !== null) throw source.failure.error;
      throw unreachableError(error, { url: this.url, timedOut: false, deadlineMs: 0 });
    }
    if (!response.ok) throw problemToError(response, text, `${method} ${address}`, key?.from);
    return this.#understand(answer, text, `${method} ${address}`);
  }

  async #open(
    operation: ApiTextOperation,
    asked: Outgoing,
    accept: string,
    signal: AbortSignal,
  ): Promise<ReadableStream<Uint8Array>> {
    const { method, address } = this.#line(operation, asked);
    const key = await this.#findKey();
    let response: Response;
    try {
      response = await fetch(address, {
        method,
        headers: { accept, 'user-agent': USER_AGENT, ...credentials(key) },
        signal,
      });
    } catch (error) {
      signal.throwIfAborted();
      throw unreachableError(error, { url: this.url, timedOut: false, deadlineMs: 0 });
    }
    if (!response.ok || response.body === null) {
      throw problemToError(response, await response.text(), `${method} ${address}`, key?.from);
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

  /** The first line of a request: `GET /jobs/{id}` and its parts → GET, http://…/api/v1/jobs/7?tail=5 */
  #line(operation: ApiOperation | ApiTextOperation, { path = {}, query = {} }: Outgoing) {
    const [method = '', template = ''] = operation.split(' ');
    const filled = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? ''));
    const url = new URL(`${this.url}/api/v1${filled}`);
    for (const [name, value] of Object.entries(query)) {
      if (value === undefined) continue;
      url.searchParams.set(name, Array.isArray(value) ? value.join(',') : String(value));
    }
    return { method, address: url.href };
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
