import { EXIT } from './exit-codes.ts';

/** What a person is told when a command cannot go on: what happened, where, and what to do about it. */
export interface CliErrorParts {
  /** What happened, without a full stop. */
  what: string;
  /** The file, field, address or flag. */
  where?: string | undefined;
  /** What to do, without a full stop. */
  advice?: string | undefined;
  /** One line for each bad field. */
  details?: readonly string[];
  exitCode?: number;
  /** For programs: the problem's code, or `unreachable`, `usage`. */
  code?: string;
  cause?: unknown;
}

/** An error that is shown as `what · where · what to do`, without a stack. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly what: string;
  readonly where: string | undefined;
  readonly advice: string | undefined;
  readonly details: readonly string[];
  readonly exitCode: number;
  readonly code: string;

  constructor(parts: CliErrorParts) {
    super(parts.what, parts.cause === undefined ? undefined : { cause: parts.cause });
    this.what = parts.what;
    this.where = parts.where;
    this.advice = parts.advice;
    this.details = parts.details ?? [];
    this.exitCode = parts.exitCode ?? EXIT.failed;
    this.code = parts.code ?? 'failed';
  }
}
