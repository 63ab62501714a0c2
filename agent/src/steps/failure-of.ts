import { FAILURE_CODE_SYMBOLS, type FailureCode, type Reason } from '@longshore/schemas';
import { reasonOf } from '../decide/end-of.ts';
import { EngineError } from '../engine/engine-error.ts';

/** The reason to report for a definite error of the engine. */
export function failureOf(error: unknown, otherwise: FailureCode): Reason {
  if (!(error instanceof EngineError))
    return reasonOf(otherwise, error instanceof Error ? error.message : String(error));
  const code = FAILURE_CODE_SYMBOLS.find((symbol) => symbol === error.code) ?? otherwise;
  return reasonOf(code, error.message);
}
