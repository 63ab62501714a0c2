import type { Style } from '../output/style.ts';
import { CliError } from './cli-error.ts';
import { EXIT } from './exit-codes.ts';

const BUILT_IN = new Set([
  'Error',
  'TypeError',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'URIError',
  'EvalError',
  'AggregateError',
]);

/** How an error is shown and what the command ends with. */
export interface ErrorReport {
  /** Lines for stderr, each with its line break. */
  text: string;
  exitCode: number;
}

/**
 * Words for any error: `what · where · what to do`, then one line for each bad field. An error that nobody expected
 * is shown with its stack, since it is a fault of the program.
 */
export function describeError(error: unknown, style: Style): ErrorReport {
  if (error instanceof CliError) return { text: describe(error, style), exitCode: error.exitCode };
  // A class of its own means that somebody foresaw it and wrote its message for a person.
  if (error instanceof Error && !BUILT_IN.has(error.name)) {
    return { text: `${style.bad(error.message)}\n`, exitCode: EXIT.failed };
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    text: `${style.bad('a fault of longshore itself')} · report it with what follows\n${stack}\n`,
    exitCode: EXIT.failed,
  };
}

function describe(error: CliError, style: Style): string {
  const parts = [style.bad(error.what), error.where, error.advice].filter(
    (part): part is string => part !== undefined && part !== '',
  );
  const lines = [parts.join(' · '), ...error.details.map((detail) => `  ${detail}`)];
  return `${lines.join('\n')}\n`;
}
