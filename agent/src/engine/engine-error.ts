import type { FailureCode } from '@longshore/schemas';

/**
 * What a failed engine call means. A failure code is a definite answer of the engine; the rest are not failures of an
 * attempt: `ABORTED` we did ourselves, `ALREADY` says that all is as wanted, `ENGINE_UNREACHABLE` may still take effect, `GONE` and `RUNNING` say in what
 * state the container really is, `NAME_CONFLICT` that the name exists.
 */
export type EngineErrorCode = FailureCode | 'ABORTED' | 'ALREADY' | 'GONE' | 'RUNNING';

/** An engine call that did not succeed, in terms the agent acts on. */
export class EngineError extends Error {
  readonly code: EngineErrorCode;
  /** Which call it was, such as `create`. */
  readonly call: string;

  constructor(code: EngineErrorCode, call: string, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'EngineError';
    this.code = code;
    this.call = call;
  }

  /** Whether the engine gave no answer, so that the call may have had, or may yet have, its effect. */
  get indefinite(): boolean {
    return this.code === 'ENGINE_UNREACHABLE' || this.code === 'ABORTED';
  }
}
