import type { NewPassword, Role } from '@longshore/schemas';
import { createUser } from '../api/access.ts';
import type { Cli } from '../cli.ts';
import { oneLine } from '../output/width.ts';

export interface UserCreateOptions {
  name: string;
  role: Role;
  json?: boolean;
}

/** `longshore user create` */
export async function userCreate(cli: Cli, email: string, options: UserCreateOptions): Promise<void> {
  const made = await createUser(cli.api, { name: options.name, email, role: options.role });
  await printPassword(cli, made, options);
}

/** Gives a password out: alone on stdout, so that a script can take it. */
export async function printPassword(cli: Cli, made: NewPassword, options: { json?: boolean }): Promise<void> {
  if (options.json) return cli.printJson(made);
  await cli.print(`${made.password}\n`);
  await cli.note(`the password of ${oneLine(made.user.email)}, ${made.user.role} · it is not shown again\n`);
}
