import { changePasswordBody } from '@longshore/schemas';

export type PasswordErrors = Partial<Record<'current' | 'next', string>>;

/** Checks the fields by the schema that the server checks with. */
export function validatePasswords(fields: { current: string; next: string }): PasswordErrors {
  const { error } = changePasswordBody.safeParse(fields);
  return errorsByField((error?.issues ?? []).map(({ path, message }) => ({ path: path.join('.'), message })));
}

/** What is wrong, by field: the first of each. */
export function errorsByField(errors: readonly { path: string; message: string }[]): PasswordErrors {
  const found: PasswordErrors = {};
  for (const { path, message } of errors) {
    if (path === 'current' || path === 'next') found[path] ??= message;
  }
  return found;
}
