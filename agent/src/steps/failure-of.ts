import { FAILURE_CODE_SYMBOLS, type FailureCode, type Reason } from '@longshore/schemas';
import { reasonOf } from '../decide/end-of.ts';
import { EngineError } from '../engine/engine-error.ts';

/**
 * The reason to report for a definite error of the engine.
 *
 * @param about - what the call was about, such as the image, unless the engine's own words name it
 */
export function failureOf(error: unknown, otherwise: FailureCode, about = ''): Reason {
  const message = error instanceof Error ? error.message : String(error);
  const detail = about === '' || message.includes(about) ? message : `${about}: ${message}`;
  if (!(error instanceof EngineError)) return reasonOf(otherwise, detail);
  const code = FAILURE_CODE_SYMBOLS.find((symbol) => symbol === error.code) ?? otherwise;
  return reasonOf(code, detail);
}
