import { type Problem, problemSchema } from '@longshore/schemas';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { oneLine } from '../output/width.ts';

/** The control plane's code for a request with bad fields. */
export const INVALID_REQUEST = 'invalid_request';

/** A CliError that still knows which fields the control plane refused. */
export class ProblemError extends CliError {
  readonly status: number;
  readonly fields: readonly { path: string; message: string }[];

  constructor(
    parts: ConstructorParameters<typeof CliError>[0],
    status: number,
    fields: readonly { path: string; message: string }[],
  ) {
    super(parts);
    this.status = status;
    this.fields = fields;
  }
}

/**
 * Words for an answer that is not 2xx, from its problem details (RFC 9457) where it has any.
 *
 * @param where - method and address that were asked
 */
export function problemToError(status: number, text: string, where: string): ProblemError {
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
    );
  }
  const { detail, title, code, errors = [] } = problem.data;
  // One bad field is told by the detail itself.
  const details = errors.length > 1 || !detail.includes(errors[0]?.message ?? '') ? errors : [];
  return new ProblemError(
    {
      what: withoutStop(oneLine(detail === '' ? title : detail)),
      where,
      advice: adviceFor(problem.data, where),
      details: details.map(({ path, message }) => `${path}: ${oneLine(message)}`),
      exitCode: exitCodeFor(status),
      code,
    },
    status,
    errors,
  );
}

/** What to do, in the words of the command line where the problem speaks of requests. */
function adviceFor({ status, code, advice }: Problem, where: string): string | undefined {
  const noun = /\/api\/v1\/(job|agent|topic)s\//.exec(where)?.[1];
  if (status === 404 && noun !== undefined) return `longshore ${noun} list shows what there is`;
  if (advice === undefined || code === INVALID_REQUEST) return undefined;
  return withoutStop(oneLine(advice));
}

function exitCodeFor(status: number): number {
  if (status >= 500) return EXIT.unanswered;
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
