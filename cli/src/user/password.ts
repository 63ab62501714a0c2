import { makePassword } from '../api/access.ts';
import type { Cli } from '../cli.ts';
import { printPassword } from './create.ts';
import { findUser } from './find-user.ts';

/** `longshore user password`: another one, made at random; signs the user out, and lets a locked one in again. */
export async function userPassword(cli: Cli, given: string, options: { json?: boolean }): Promise<void> {
  const { id } = await findUser(cli, given);
  await printPassword(cli, await makePassword(cli.api, id), options);
  if (!options.json) await cli.note('their sessions are ended\n');
}
