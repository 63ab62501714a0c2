import pg from 'pg';
import { ProblemError } from '../../http/problem-error.ts';

/** The problem of a name that another webhook has, where a write failed for that; otherwise the error as it was. */
export function webhookNameTaken(error: unknown, name: string): unknown {
  if (!(error instanceof pg.DatabaseError) || error.constraint !== 'webhook_name_key') return error;
  return new ProblemError(
    {
      status: 409,
      code: 'name_taken',
      title: 'Conflict',
      detail: `There is a webhook ${name} already.`,
      advice: 'Give it another name, or change the one there is.',
      errors: [{ path: 'name', message: 'another webhook has this name' }],
    },
    { cause: error },
  );
}
