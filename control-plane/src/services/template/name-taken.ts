import pg from 'pg';
import { ProblemError } from '../../http/problem-error.ts';

/** The problem of a name that another template has, where a write failed for that; otherwise the error as it was. */
export function nameTaken(error: unknown, name: string): unknown {
  if (!(error instanceof pg.DatabaseError) || error.constraint !== 'job_template_name_key') return error;
  return new ProblemError(
    {
      status: 409,
      code: 'name_taken',
      title: 'Conflict',
      detail: `There is a template ${name} already.`,
      advice: 'Give it another name, or change the one there is.',
      errors: [{ path: 'name', message: 'another template has this name' }],
    },
    { cause: error },
  );
}
