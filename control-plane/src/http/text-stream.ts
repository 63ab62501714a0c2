import { type Answer, answer } from './answer.ts';
import type { RightsWatch } from './watch-rights.ts';
import type { WebRuntime } from './web-runtime.ts';

export interface TextStreamParts extends Pick<WebRuntime, 'log' | 'stopping'> {
  /** Breaks the answer off when whoever reads it may no longer. */
  rights: RightsWatch;
}

/**
 * An answer of text, or bytes, that is made as it is read: the next piece is asked for when the client has taken the one before. It
 * ends early, broken off rather than complete, when a piece cannot be made, the reader may no longer
 * read it, or the program stops; and it asks for no more
 * pieces once the client has gone.
 *
 * @param pieces - asked for the first one before there is an answer, so that a failure there is a problem in words
 */
export async function textStream<Piece extends string | Uint8Array>(
  pieces: AsyncGenerator<Piece, void, undefined>,
  headers: Record<string, string>,
  { log, stopping, rights }: TextStreamParts,
): Promise<Answer> {
  const signal = AbortSignal.any([stopping.signal, rights.signal]);
  let first: IteratorResult<Piece, void>;
  try {
    first = await pieces.next();
  } catch (error) {
    rights.stop();
    throw error;
  }
  async function* watched(): AsyncGenerator<Piece, void, undefined> {
    try {
      for (let next = first; ; next = await pieces.next()) {
        signal.throwIfAborted();
        if (next.done) return;
        yield next.value;
      }
    } catch (error) {
      if (!signal.aborted) log.error({ err: error }, 'an answer was broken off');
      throw error;
    } finally {
      rights.stop();
      await pieces.return();
    }
  }
  return answer(watched(), { headers: { 'cache-control': 'no-store', ...headers } });
}
