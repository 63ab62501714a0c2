import { LIMITS } from '@longshore/schemas';
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

/**
 * Reads a JSON body, never more of it than allowed.
 *
 * @throws ProblemError 413, 415 or 400
 */
export async function readJsonBody(request: Request): Promise<unknown> {
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
  const text = await readText(request);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ProblemError(
      {
        status: 400,
        code: 'malformed_json',
        title: 'Malformed JSON',
        detail: text === '' ? 'The body is empty.' : `The body is not JSON: ${(cause as Error).message}`,
        advice: 'Check quotes, commas and braces.',
      },
      { cause },
    );
  }
}

async function readText(request: Request): Promise<string> {
  if (request.body === null) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size <= LIMITS.bodyBytesMax) {
      chunks.push(value);
    } else if (size > DRAINED_BYTES_MAX) {
      await reader.cancel();
      break;
    }
  }
  if (size > LIMITS.bodyBytesMax) throw tooLarge();
  return Buffer.concat(chunks).toString('utf8');
}
