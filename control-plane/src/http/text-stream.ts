import type { RightsWatch } from './watch-rights.ts';
import type { WebRuntime } from './web-runtime.ts';

export interface TextStreamParts extends Pick<WebRuntime, 'log' | 'stopping'> {
  /** Breaks the answer off when whoever reads it may no longer. */
  rights: RightsWatch;
}

/**
 * An answer of text that is made as it is read: the next piece is asked for when the client has taken the one before. It
 * ends early, broken off rather than complete, when a piece cannot be made, the reader may no longer
 * read it, or the program stops; and it asks for no more
 * pieces once the client has gone.
 *
 * @param pieces - asked for the first one before there is an answer, so that a failure there is a problem in words
 */
export async function textStream(
  pieces: AsyncGenerator<string | Uint8Array, void, undefined>,
  headers: Record<string, string>,
  { log, stopping, rights }: TextStreamParts,
): Promise<Response> {
  const encoder = new TextEncoder();
  const signal = AbortSignal.any([stopping.signal, rights.signal]);
  let next: IteratorResult<string | Uint8Array, void> | null;
  try {
    next = await pieces.next();
  } catch (error) {
    rights.stop();
    throw error;
  }
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          signal.throwIfAborted();
          const piece = next ?? (await pieces.next());
          next = null;
          if (piece.done) {
            rights.stop();
            controller.close();
          } else controller.enqueue(typeof piece.value === 'string' ? encoder.encode(piece.value) : piece.value);
        } catch (error) {
          rights.stop();
          if (!signal.aborted) log.error({ err: error }, 'an answer was broken off');
          controller.error(error);
        }
      },
      async cancel() {
        rights.stop();
        await pieces.return();
      },
    },
    // Nothing is made ahead of its reader.
    { highWaterMark: 0 },
  );
  return new Response(body, { headers: { 'cache-control': 'no-store', ...headers } });
}
