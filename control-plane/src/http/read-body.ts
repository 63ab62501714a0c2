import { LIMITS } from '@longshore/schemas';
import type { ApiRequest } from './api-request.ts';
import { ProblemError } from './problem-error.ts';

/**
 * A body over the limit is read to its end, and thrown away, up to so many bytes: a client that still sends would
 * otherwise see a broken connection instead of the answer.
 */
const DRAINED_BYTES_MAX = 32 * 1024 * 1024;

function tooLarge(): ProblemError {
  return new ProblemError({
    status: 413,
    code: 'body_too_large',
    title: 'Body too large',
    detail: `A request's body has at most ${LIMITS.bodyBytesMax} bytes (1 MiB).`,
    advice: 'Send less: large data belongs on a topic.',
  });
}

function tooDeep(): ProblemError {
  return new ProblemError({
    status: 422,
    code: 'body_too_deep',
    title: 'Body too deep',
    detail: `In a request's body arrays and objects stand at most ${LIMITS.bodyDepthMax} deep in each other.`,
    advice: 'Send it flatter.',
  });
}

function malformed(detail: string, cause: unknown): ProblemError {
  return new ProblemError(
    {
      status: 400,
      code: 'malformed_json',
      title: 'Malformed JSON',
      detail,
      advice: 'Check quotes, commas and braces.',
    },
    { cause },
  );
}

/** Whether arrays and objects stand deeper in each other than allowed. Level by level: to call itself is what must not be. */
function isTooDeep(value: unknown): boolean {
  let level = [value].filter(isNest);
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth === LIMITS.bodyDepthMax) return true;
    level = level.flatMap((nest) => Object.values(nest).filter(isNest));
  }
  return false;
}

function isNest(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/**
 * Reads a JSON body, never more of it than allowed. One that is nested without end is refused here, for whoever comes after
 * and goes through it by calling itself: so does JSON.stringify.
 *
 * @throws ProblemError 413, 415, 400 or 422
 */
export async function readJsonBody(request: Pick<ApiRequest, 'headers' | 'body'>): Promise<unknown> {
  const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') {
    throw new ProblemError({
      status: 415,
      code: 'not_json',
      title: 'Unsupported media type',
      detail: `The body is ${type ? `sent as ${type}` : 'sent without a content-type'}; application/json is expected.`,
      advice: 'Send the header content-type: application/json.',
    });
  }
  const value = parsed(await readText(request));
  if (isTooDeep(value)) throw tooDeep();
  return value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw malformed(text === '' ? 'The body is empty.' : `The body is not JSON: ${(cause as Error).message}`, cause);
  }
}

async function readText({ body }: Pick<ApiRequest, 'body'>): Promise<string> {
  if (body === null) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of body) {
      size += chunk.byteLength;
      if (size <= LIMITS.bodyBytesMax) chunks.push(chunk);
      else if (size > DRAINED_BYTES_MAX) break;
    }
  } catch (cause) {
    // Nobody is there any more to read it, but it is no fault of ours either.
    throw malformed('The body broke off before its end.', cause);
  }
  if (size > LIMITS.bodyBytesMax) throw tooLarge();
  return Buffer.concat(chunks).toString('utf8');
}
