import type { User } from '@longshore/schemas';
import { listUsers } from '../api/access.ts';
import type { Cli } from '../cli.ts';
import { pickOne } from '../command/pick-one.ts';

/** The user that a person means: by e-mail address, by name, or by id. @throws CliError */
export async function findUser(cli: Cli, given: string): Promise<User> {
  const { items } = await listUsers(cli.api);
  return pickOne(cli, items, given.includes('@') ? given.toLowerCase() : given, {
    noun: 'user',
    id: ({ id }) => id,
    names: ({ email, name }) => [email, name],
  });
}
