import { EngineError } from './engine-error.ts';
import { translateError } from './translate-error.ts';

/** Told how long each call took and how it ended, for metrics. */
export type OnEngineCall = (call: string, milliseconds: number, outcome: string) => void;

export interface EngineCall<Result> {
  /** Its name, such as `create`. */
  call: string;
  /** Null: whoever calls sees to its end. */
  deadlineMs: number | null;
  run: (signal: AbortSignal) => Promise<Result>;
  /** The agent's own reason to give up. */
  outer?: AbortSignal;
  onCall?: OnEngineCall | undefined;
}

/**
 * Runs one call of the engine within its deadline. The race guards against a client that does not heed its signal.
 *
 * @throws EngineError `ENGINE_UNREACHABLE` when the deadline passed: the call may still have its effect later
 */
export async function callEngine<Result>(options: EngineCall<Result>): Promise<Result> {
  const { call, deadlineMs, run, outer, onCall } = options;
  const began = performance.now();
  const own = new AbortController();
  const signal = outer === undefined ? own.signal : AbortSignal.any([own.signal, outer]);
  const timer = deadlineMs === null ? undefined : setTimeout(() => own.abort(), deadlineMs);
  const aborted = new Promise<never>((_, reject) => {
    const fail = () => reject(new DOMException('aborted', 'AbortError'));
    if (signal.aborted) fail();
    signal.addEventListener('abort', fail, { once: true });
  });
  try {
    const result = await Promise.race([run(signal), aborted]);
    onCall?.(call, performance.now() - began, 'ok');
    return result;
  } catch (error) {
    const translated = own.signal.aborted
      ? new EngineError('ENGINE_UNREACHABLE', call, `no answer within ${deadlineMs} ms`, error)
      : toEngineError(call, outer, error);
    onCall?.(call, performance.now() - began, translated.code);
    throw translated;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Opens a stream: its headers must come within the deadline; then it lives until the outer signal aborts. Errors while
 * it is read are translated too.
 */
export async function openEngineStream<Item>(
  options: Omit<EngineCall<NodeJS.ReadableStream>, 'outer'> & { outer: AbortSignal },
  read: (stream: AsyncIterable<Buffer>) => AsyncIterable<Item>,
): Promise<AsyncIterable<Item>> {
  const { call, outer } = options;
  // The signal that the request keeps for its life: of the outer one's end, and of a deadline that passes before it is open.
  const life = new AbortController();
  const end = () => life.abort();
  if (outer.aborted) end();
  outer.addEventListener('abort', end, { once: true });
  try {
    const stream = await callEngine({
      ...options,
      run: (signal) => {
        signal.addEventListener('abort', end, { once: true });
        return options.run(life.signal).finally(() => signal.removeEventListener('abort', end));
      },
    });
    return translated(call, outer, read(stream as unknown as AsyncIterable<Buffer>), end);
  } catch (error) {
    outer.removeEventListener('abort', end);
    throw error;
  }
}

async function* translated<Item>(
  call: string,
  outer: AbortSignal,
  items: AsyncIterable<Item>,
  end: () => void,
): AsyncGenerator<Item> {
  try {
    yield* items;
  } catch (error) {
    throw toEngineError(call, outer, error);
  } finally {
    outer.removeEventListener('abort', end);
    // Also when the reader left early: the engine must not go on sending.
    end();
  }
}

function toEngineError(call: string, outer: AbortSignal | undefined, error: unknown): EngineError {
  if (error instanceof EngineError) return error;
  if (outer?.aborted === true) return new EngineError('ABORTED', call, 'given up by the agent', error);
  const { statusCode, json, message } = error as { statusCode?: number; json?: { message?: string }; message?: string };
  // Where the answer was a stream, dockerode puts its own words before the engine's.
  const words = (json?.message ?? message ?? String(error)).replace(/^\(HTTP code \d+\) [^-]*- /, '').trim();
  const status = statusCode ?? null;
  return new EngineError(translateError({ call, status, message: words }), call, words, error);
}

/** Runs a call whose given outcomes mean that all is already as wanted. */
export async function alreadySo(codes: readonly string[], run: () => Promise<unknown>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof EngineError) || !codes.includes(error.code)) throw error;
  }
}
