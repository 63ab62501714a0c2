import { putRegistryBody, type Registry, registryNameSchema } from '@longshore/schemas';

/** What stands in the fields, but for the password: that is in its field alone, and read once, when it is sent. */
export interface RegistryForm {
  registry: string;
  username: string;
}

export type RegistryErrors = Partial<Record<keyof RegistryForm | 'password', string>>;

/** Empty, or for signing in again. */
export function registryForm(again: Registry | null): RegistryForm {
  return { registry: again?.registry ?? '', username: again?.username ?? '' };
}

/** The words in the fields without what was pasted around them. */
export function trimmed({ registry, username }: RegistryForm): RegistryForm {
  return { registry: registry.trim(), username: username.trim() };
}

/** Checks the fields by the schemas that the server checks with. */
export function validateRegistry(form: RegistryForm): RegistryErrors {
  const { registry, username } = trimmed(form);
  return {
    ...complaint('registry', registryNameSchema.safeParse(registry)),
    ...complaint('username', putRegistryBody.shape.username.safeParse(username)),
  };
}

/** The same of the password. */
export function validatePassword(password: string): RegistryErrors {
  return complaint('password', putRegistryBody.shape.password.safeParse(password));
}

interface Parsed {
  error?: { issues: readonly { message: string }[] } | undefined;
}

function complaint(field: keyof RegistryErrors, { error }: Parsed): RegistryErrors {
  const [issue] = error?.issues ?? [];
  return issue === undefined ? {} : { [field]: issue.message };
}

/** What the server found wrong, by field. */
export function errorsByField(errors: readonly { path: string; message: string }[]): RegistryErrors {
  const found: RegistryErrors = {};
  for (const { path, message } of errors) {
    if (path === 'registry' || path === 'username' || path === 'password') found[path] ??= message;
  }
  return found;
}
