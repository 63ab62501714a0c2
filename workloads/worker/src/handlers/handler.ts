import type { Claimed, WorkFailureCode, WorkPayload, WorkResult, WorkType } from '@longshore/schemas';

/** What a handler has beside its payload. Handlers keep nothing and change nothing outside: a try may be repeated. */
export interface WorkContext {
  /** Of an append: the block to build on; null: the chain is empty. */
  head: Claimed['head'];
  /** The file or chain that the item is about, a part at a time. @throws WorkError when it cannot be had */
  input(): AsyncIterable<Uint8Array>;
  /** How far it is; told seldom enough by whoever passes it on. */
  progress(done: number, total: number | null, unit: string): void;
  /** Milliseconds since the epoch, when the try began. */
  nowMs: number;
}

/** Works on an item of one type. Runs in a thread of its own, so it may take the processor for as long as a try lasts. */
export type Handler<Type extends WorkType> = (
  payload: WorkPayload<Type>,
  context: WorkContext,
) => WorkResult<Type> | Promise<WorkResult<Type>>;

/** Why an item cannot be worked on, in words for whoever submitted it. */
export class WorkError extends Error {
  override name = 'WorkError';
  readonly code: WorkFailureCode;

  constructor(code: WorkFailureCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
