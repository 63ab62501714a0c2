import { createUserBody, type Role } from '@longshore/schemas';

/** What stands in the fields of somebody new. */
export interface PersonForm {
  name: string;
  email: string;
  role: Role;
}

export type PersonErrors = Partial<Record<'name' | 'email', string>>;

/** What is sent, without what was pasted around it. */
export function toPerson({ name, email, role }: PersonForm): PersonForm {
  return { name: name.trim(), email: email.trim(), role };
}

/** Checks the fields by the schema that the server checks with. */
export function validatePerson(form: PersonForm): PersonErrors {
  const { error } = createUserBody.safeParse(toPerson(form));
  return errorsByField((error?.issues ?? []).map(({ path, message }) => ({ path: path.join('.'), message })));
}

/** What is wrong, by field: the first of each. */
export function errorsByField(errors: readonly { path: string; message: string }[]): PersonErrors {
  const found: PersonErrors = {};
  for (const { path, message } of errors) {
    if (path === 'name' || path === 'email') found[path] ??= message;
  }
  return found;
}
