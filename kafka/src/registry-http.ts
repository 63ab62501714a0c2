import { RegistryUnreachableError } from './errors.ts';

/** A definite answer of the registry, in the Confluent API's terms. */
export interface RegistryAnswer {
  status: number;
  /** The parsed JSON body. */
  body: unknown;
  /** The registry's own error number, such as 40403 (no such schema id). Null on success. */
  errorCode: number | null;
  /** The registry's own words on an error; empty on success. */
  message: string;
}

/** Speaks to a schema registry. One request, one deadline, no retries: the caller decides about those. */
export interface RegistryHttp {
  readonly url: string;
  /**
   * Sends one request.
   * @throws RegistryUnreachableError when nothing definite was learnt: no connection, deadline passed, 5xx, 408, 429,
   * or an answer that is not the Confluent API's (a proxy, or a wrong path in the address).
   */
  request(method: string, path: string, body?: unknown): Promise<RegistryAnswer>;
}

interface RegistryErrorBody {
  error_code: number;
  message?: string;
}

function isErrorBody(body: unknown): body is RegistryErrorBody {
  return typeof body === 'object' && body !== null && 'error_code' in body && typeof body.error_code === 'number';
}

/** Why a request got no answer, in a few words. */
function reasonOf(error: unknown, deadlineMs: number): string {
  if (error instanceof DOMException && error.name === 'TimeoutError') return `no answer within ${deadlineMs} ms`;
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (cause instanceof AggregateError && cause.errors[0] instanceof Error) return cause.errors[0].message;
  return cause instanceof Error ? cause.message : String(cause);
}

/** Makes a client for the registry at `url`, the path of its Confluent API included. */
export function createRegistryHttp({ url, deadlineMs = 3000 }: { url: string; deadlineMs?: number }): RegistryHttp {
  const base = url.replace(/\/+$/, '');

  async function fetchText(method: string, path: string, body: unknown): Promise<{ status: number; text: string }> {
    try {
      const response = await fetch(`${base}${path}`, {
        method,
        headers: {
          accept: 'application/vnd.schemaregistry.v1+json, application/json',
          ...(body === undefined ? {} : { 'content-type': 'application/vnd.schemaregistry.v1+json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(deadlineMs),
      });
      return { status: response.status, text: await response.text() };
    } catch (error) {
      throw new RegistryUnreachableError(
        `The schema registry did not answer: ${reasonOf(error, deadlineMs)}`,
        `${method} ${base}${path}`,
        error,
      );
    }
  }

  return {
    url: base,
    async request(method, path, body) {
      const where = `${method} ${base}${path}`;
      const { status, text } = await fetchText(method, path, body);
      if (status >= 500 || status === 408 || status === 429) {
        throw new RegistryUnreachableError(`The schema registry answered with status ${status}`, where);
      }
      const parsed = parseJson(text);
      if (status >= 200 && status < 300 && parsed !== undefined) {
        return { status, body: parsed, errorCode: null, message: '' };
      }
      if (!isErrorBody(parsed)) {
        throw new RegistryUnreachableError(`What answered with status ${status} is not a schema registry`, where);
      }
      return { status, body: parsed, errorCode: parsed.error_code, message: parsed.message ?? '' };
    },
  };
}

/** The JSON value of `text`, or undefined when it is none: JSON itself has no undefined. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
