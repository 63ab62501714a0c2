import type { Problem } from '@longshore/schemas';
import { type Answer, json } from './answer.ts';
import { invalidRequest, ProblemError } from './problem-error.ts';

/** Node's and PostgreSQL's words for a database that cannot be reached or does not take us now. */
const DATABASE_AWAY = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'ENOTFOUND',
  '57P01',
  '57P03',
  '53300',
  'P1001',
  'P1002',
  'P1017',
  'P2024',
]);

const DATABASE_AWAY_WORDS =
  /timeout exceeded when trying to connect|Connection terminated|Can't reach database server/i;

function codeOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : undefined;
}

/** PostgreSQL's words for a text that it cannot hold: it has the character NUL, which no name and no word has. */
const NO_TEXT_WORDS = /invalid byte sequence for encoding|unsupported Unicode escape sequence/i;
const NO_TEXT = new Set(['22021', '22P05']);

/** Whether an error, or what caused it, has one of these codes or words. */
function isAbout(error: unknown, codes: ReadonlySet<string>, words: RegExp): boolean {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    if (codes.has(codeOf(at) ?? '') || words.test(at.message)) return true;
  }
  return false;
}

/** The problem that tells a client about an error; what was not foreseen tells nothing of our insides. */
export function problemOfError(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  if (isAbout(error, DATABASE_AWAY, DATABASE_AWAY_WORDS)) {
    return {
      type: 'urn:longshore:problem:database_unreachable',
      title: 'The database does not answer',
      status: 503,
      detail: 'The control plane’s database cannot be reached. Nothing was changed.',
      code: 'database_unreachable',
      advice: 'Try again shortly; ./longshore status shows what runs.',
    };
  }
  if (isAbout(error, NO_TEXT, NO_TEXT_WORDS)) {
    return invalidRequest([{ path: '', message: 'has the character NUL, which no text may have' }]).problem;
  }
  return {
    type: 'urn:longshore:problem:internal',
    title: 'The control plane failed',
    status: 500,
    detail: 'Something that was not foreseen went wrong.',
    code: 'internal',
    advice: 'The log of the web program tells more.',
  };
}

/** A problem as an HTTP answer (RFC 9457). */
export function problemAnswer(problem: Problem): Answer {
  const retryAfter = problem.retryAfterSeconds ?? (problem.status === 503 ? 2 : null);
  return json(problem, {
    status: problem.status,
    headers: {
      'content-type': 'application/problem+json',
      ...(retryAfter === null ? {} : { 'retry-after': `${retryAfter}` }),
    },
  });
}
