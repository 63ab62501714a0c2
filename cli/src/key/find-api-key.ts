import type { ApiKey } from '@longshore/schemas';
import { listApiKeys } from '../api/access.ts';
import type { Cli } from '../cli.ts';
import { pickOne } from '../command/pick-one.ts';

/** The key of the API that a person means: by name, by how it begins, or by id. @throws CliError */
export async function findApiKey(cli: Cli, given: string): Promise<ApiKey> {
  const { items } = await listApiKeys(cli.api);
  return pickOne(cli, items, given, { noun: 'key', id: ({ id }) => id, names: ({ name, start }) => [name, start] });
}
