import { type Problem, problemSchema } from '@longshore/schemas';
import { formatDuration } from '@longshore/schemas/words';
import type { KeyOrigin } from '../credentials/api-key.ts';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { oneLine } from '../output/width.ts';

/** The control plane's code for a request with bad fields. */
export const INVALID_REQUEST = 'invalid_request';

/** A CliError that still knows which fields the control plane refused. */
export class ProblemError extends CliError {
  readonly status: number;
  readonly fields: readonly { path: string; message: string }[];
  /** How long the control plane asked to be left alone. */
  readonly retryAfterMs: number | undefined;

  constructor(
    parts: ConstructorParameters<typeof CliError>[0],
    status: number,
    fields: readonly { path: string; message: string }[],
    retryAfterMs?: number,
  ) {
    super(parts);
    this.status = status;
    this.fields = fields;
    this.retryAfterMs = retryAfterMs;
  }
}

/**
 * Words for an answer that is not 2xx, from its problem details (RFC 9457) where it has any.
 *
 * @param where - method and address that were asked
 * @param keyFrom - where the key was found that it was asked with
 */
export function problemToError(
  { status, headers }: { readonly status: number; readonly headers: Headers },
  text: string,
  where: string,
  keyFrom?: KeyOrigin,
): ProblemError {
  const retryAfterMs = readRetryAfter(headers.get('retry-after'));
  const problem = problemSchema.safeParse(parseJson(text));
  if (!problem.success) {
    return new ProblemError(
      {
        what: `the control plane answered ${status} without saying why`,
        where,
        advice:
          status >= 500
            ? 'look at the log of the web process: ./longshore status names it'
            : 'check that LONGSHORE_URL is a Longshore control plane',
        exitCode: EXIT.unanswered,
        code: 'no_problem_details',
      },
      status,
      [],
      retryAfterMs,
    );
  }
  const { detail, title, code, errors = [] } = problem.data;
  // One bad field is told by the detail itself.
  const details = errors.length > 1 || !detail.includes(errors[0]?.message ?? '') ? errors : [];
  return new ProblemError(
    {
      what: withoutStop(oneLine(detail === '' ? title : detail)),
      where,
      advice: accessAdvice(problem.data, keyFrom, retryAfterMs) ?? adviceFor(problem.data, where),
      details: details.map(({ path, message }) => `${path}: ${oneLine(message)}`),
      exitCode: exitCodeFor(status),
      code,
    },
    status,
    errors,
    retryAfterMs,
  );
}

/** What to do where nothing is wrong with the request but with who asks, or how often. */
function accessAdvice(
  { status, code, advice }: Problem,
  keyFrom: KeyOrigin | undefined,
  retryAfterMs: number | undefined,
): string | undefined {
  if (status === 401 && code === 'not_signed_in') return UNKNOWN_ADVICE[keyFrom ?? 'none'];
  if (status === 403 && advice === undefined) return 'longshore whoami shows who asks, and what they may do';
  if (status === 429 && retryAfterMs !== undefined) return `ask again in ${formatDuration(retryAfterMs)}`;
  return undefined;
}

const UNKNOWN_ADVICE: Record<KeyOrigin | 'none', string> = {
  none: 'longshore login keeps a key for this control plane, or set LONGSHORE_API_KEY; keys are made on the settings page',
  environment: 'LONGSHORE_API_KEY does not count here: look whether it is of this control plane, or has ended',
  file: 'the key that is kept counts no more: longshore login keeps another',
  stack: 'the stack was started with another owner key: ./longshore down, then ./longshore up',
  session: 'the session was ended meanwhile: try again',
  given: 'look whether it was copied whole, is of this control plane, or has ended',
};

/** Of a Retry-After header (RFC 9110 § 10.2.3), in seconds or as a date. */
function readRetryAfter(given: string | null): number | undefined {
  if (given === null) return undefined;
  const ms = /^\d+$/.test(given) ? Number(given) * 1_000 : Date.parse(given) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

/** What to do, in the words of the command line where the problem speaks of requests. */
function adviceFor({ status, code, advice }: Problem, where: string): string | undefined {
  const noun = /\/api\/v1\/(job|agent|topic)s\//.exec(where)?.[1];
  if (status === 404 && noun !== undefined) return `longshore ${noun} list shows what there is`;
  if (advice === undefined || code === INVALID_REQUEST) return undefined;
  return withoutStop(oneLine(advice));
}

function exitCodeFor(status: number): number {
  if (status >= 500 || status === 429) return EXIT.unanswered;
  if ([401, 403, 423].includes(status)) return EXIT.notPermitted;
  return [400, 413, 415, 422].includes(status) ? EXIT.refused : EXIT.failed;
}

function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, '');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // Not JSON, so no problem details: the caller says so.
  }
}
