import { request } from 'node:http';
import type { Readable } from 'node:stream';

/** An engine's answer to a raw call. */
export interface EngineAnswer {
  status: number;
  body: Buffer;
}

export interface EngineRequestOptions {
  /** Sent as JSON, unless it is a stream (a tar archive). */
  body?: unknown;
  /** How long the whole call may take. */
  timeoutMs?: number;
}

/**
 * Calls a Docker engine over its socket with nothing in between: what a test sees is what the engine says.
 *
 * @throws when the engine cannot be reached or does not answer in time; an HTTP error is an answer.
 */
export function engineRequest(
  socketPath: string,
  method: string,
  path: string,
  { body, timeoutMs = 30_000 }: EngineRequestOptions = {},
): Promise<EngineAnswer> {
  const stream = isStream(body) ? body : null;
  const json = body === undefined || stream ? null : Buffer.from(JSON.stringify(body));
  const headers: Record<string, string | number> = { host: 'engine' };
  if (stream) headers['content-type'] = 'application/x-tar';
  if (json) Object.assign(headers, { 'content-type': 'application/json', 'content-length': json.length });
  return new Promise((resolve, reject) => {
    const call = request(
      { socketPath, method, path, headers, agent: false, signal: AbortSignal.timeout(timeoutMs) },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks) }));
      },
    );
    call.on('error', reject);
    if (stream) stream.on('error', (error) => call.destroy(error)).pipe(call);
    else call.end(json ?? undefined);
  });
}

/** The same, for calls that answer with JSON and are meant to succeed. @throws also when the engine refuses. */
export async function engineJson<T>(
  socketPath: string,
  method: string,
  path: string,
  options?: EngineRequestOptions,
): Promise<T> {
  const { status, body } = await engineRequest(socketPath, method, path, options);
  if (status >= 400) throw new Error(`${method} ${path}: the engine answered ${status}: ${body.toString('utf8')}`);
  return (body.length === 0 ? undefined : JSON.parse(body.toString('utf8'))) as T;
}

function isStream(body: unknown): body is Readable {
  return typeof (body as { pipe?: unknown } | undefined)?.pipe === 'function';
}
