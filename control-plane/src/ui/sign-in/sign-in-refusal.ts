import { signInBody } from '@longshore/schemas';
import { problemOf } from '../api/api-problem.ts';

/** What is wrong, by field. */
export type SignInErrors = Partial<Record<'email' | 'password', string>>;

/** Checks the fields by the schema that the server checks with. */
export function validateSignIn(fields: { email: string; password: string }): SignInErrors {
  const { error } = signInBody.safeParse(fields);
  return errorsByField((error?.issues ?? []).map(({ path, message }) => ({ path: path.join('.'), message })));
}

/** What became of a try to sign in that did not. */
export interface Refusal {
  /** At the fields. */
  fields: SignInErrors;
  /** Beside them: what is about no field. */
  error: unknown;
  /** By this clock; null: another try may be made at once. */
  notBefore: number | null;
}

/** @param now - milliseconds since the epoch, by the clock that `notBefore` is for */
export function readRefusal(error: unknown, now: number): Refusal {
  const problem = problemOf(error);
  const wait = problem.retryAfterSeconds ?? 0;
  const notBefore = wait > 0 ? now + wait * 1_000 : null;
  if (problem.code === 'wrong_credentials') {
    return { fields: { password: `${problem.detail} Check both.` }, error: null, notBefore };
  }
  const fields = errorsByField(problem.errors ?? []);
  return { fields, error: Object.keys(fields).length > 0 ? null : error, notBefore };
}

function errorsByField(errors: readonly { path: string; message: string }[]): SignInErrors {
  const found: SignInErrors = {};
  for (const { path, message } of errors) {
    if (path === 'email' || path === 'password') found[path] ??= message;
  }
  return found;
}
