import { createApiKeyBody } from '@longshore/schemas';
import type { z } from 'zod';
import { permissionsIn, type Scope } from './scope.ts';

/** For how long a key counts, in days; `never`: until it is revoked. */
export const KEY_LIFETIMES = [
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'a year' },
  { value: 'never', label: 'until it is revoked' },
] as const;

/** What stands in the fields. */
export interface KeyForm {
  name: string;
  /** It may do all that its owner may; else what the scope says. */
  all: boolean;
  scope: Scope;
  lifetime: string;
}

export type KeyErrors = Partial<Record<'name' | 'scope', string>>;

/** Little, and not for ever: who needs more says so. */
export const FIRST_KEY: KeyForm = { name: '', all: false, scope: { jobs: 'read' }, lifetime: '90' };

/** What is sent. */
export function toKey({ name, all, scope, lifetime }: KeyForm): z.input<typeof createApiKeyBody> {
  return {
    name: name.trim(),
    ...(all ? {} : { scope: permissionsIn(scope) }),
    ...(lifetime === 'never' ? {} : { expiresInDays: Number(lifetime) }),
  };
}

/** Checks the fields by the schema that the server checks with. */
export function validateKey(form: KeyForm): KeyErrors {
  const { error } = createApiKeyBody.safeParse(toKey(form));
  return errorsByField((error?.issues ?? []).map(({ path, message }) => ({ path: path.join('.'), message })));
}

/** What is wrong, by field: the first of each. */
export function errorsByField(errors: readonly { path: string; message: string }[]): KeyErrors {
  const found: KeyErrors = {};
  for (const { path, message } of errors) {
    const field = path.replace(/[.[].*$/, '');
    if (field === 'name' || field === 'scope') found[field] ??= message;
  }
  return found;
}
