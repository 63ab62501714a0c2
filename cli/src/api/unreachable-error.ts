import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-codes.ts';

/** Code of the error that says the control plane did not answer at all. */
export const UNREACHABLE = 'unreachable';

interface Attempted {
  url: string;
  timedOut: boolean;
  deadlineMs: number;
}

/** Words for a request that got no answer. */
export function unreachableError(error: unknown, { url, timedOut, deadlineMs }: Attempted): CliError {
  const detail = timedOut ? `within ${deadlineMs / 1_000} s` : reasonOf(error);
  return new CliError({
    what: `the control plane does not answer${detail === '' ? '' : ` (${detail})`}`,
    where: url,
    advice: timedOut
      ? './longshore status shows how it is doing'
      : 'start it with ./longshore up, or set LONGSHORE_URL to where it runs',
    exitCode: EXIT.unanswered,
    code: UNREACHABLE,
    cause: error,
  });
}

const WORDS: Record<string, string> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection closed',
  ENOTFOUND: 'unknown host name',
  EAI_AGAIN: 'the host name cannot be looked up',
  EHOSTUNREACH: 'no route to the host',
  ENETUNREACH: 'no route to the network',
  ETIMEDOUT: 'timed out',
  UND_ERR_SOCKET: 'connection closed',
};

function reasonOf(error: unknown): string {
  for (let current = error; current instanceof Error; current = current.cause) {
    const code = (current as NodeJS.ErrnoException).code;
    if (typeof code === 'string') return WORDS[code] ?? code;
  }
  return error instanceof Error ? error.message : '';
}
