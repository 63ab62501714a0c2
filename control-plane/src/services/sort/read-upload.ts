import { ProblemError } from '../../http/problem-error.ts';

/** A client that sends nothing for so long is given up. */
const SILENCE_MS = 60_000;

function refusal(status: number, code: string, title: string, detail: string, advice: string): ProblemError {
  return new ProblemError({ status, code, title, detail, advice });
}

function tooLarge(mostBytes: number): ProblemError {
  return refusal(
    413,
    'body_too_large',
    'Body too large',
    `An upload has at most ${mostBytes} bytes.`,
    'Put the data on a topic and sort that.',
  );
}

function truncated(detail: string, cause?: unknown): ProblemError {
  const advice = 'Nothing of it counts: send the whole again.';
  return new ProblemError(
    { status: 400, code: 'upload_truncated', title: 'The upload broke off', detail, advice },
    { cause },
  );
}

/**
 * The pieces of a body as they come. It ends only where the client ended it.
 *
 * @param declaredBytes - its Content-Length; null: it had none
 * @throws ProblemError 400 when it broke off or has another length than was said, 413 beyond the limit
 */
export async function* readUpload(
  body: AsyncIterable<Uint8Array> | null,
  declaredBytes: number | null,
  mostBytes: number,
  silenceMs = SILENCE_MS,
): AsyncGenerator<Uint8Array, void, undefined> {
  if ((declaredBytes ?? 0) > mostBytes) throw tooLarge(mostBytes);
  let bytes = 0;
  const pieces = body?.[Symbol.asyncIterator]();
  let isWhole = pieces === undefined;
  try {
    while (pieces !== undefined && !isWhole) {
      const { done, value } = await within(silenceMs, pieces.next());
      if (done) isWhole = true;
      else {
        bytes += value.byteLength;
        if (bytes > mostBytes) throw tooLarge(mostBytes);
        yield value;
      }
    }
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    throw truncated(`After ${bytes} bytes no more came: ${(error as Error).message}.`, error);
  } finally {
    if (pieces !== undefined && !isWhole) void passOver(pieces);
  }
  if (declaredBytes !== null && bytes !== declaredBytes) {
    throw truncated(`${declaredBytes} bytes were announced, and ${bytes} came.`);
  }
}

/** A client that still sends would see a broken connection, and not the answer, were the rest not taken. */
async function passOver(pieces: AsyncIterator<Uint8Array>): Promise<void> {
  try {
    while (!(await pieces.next()).done);
  } catch {
    // The connection is gone, and with it whoever could be answered.
  }
}

async function within<Value>(ms: number, work: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`nothing came for ${Math.round(ms / 1_000)} s`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
