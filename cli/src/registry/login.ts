import { keepRegistry } from '../api/registries.ts';
import type { Cli } from '../cli.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { readPassword } from './read-password.ts';
import { readRegistryName } from './read-registry-name.ts';

export interface RegistryLoginOptions {
  username: string;
  passwordStdin?: boolean;
  json?: boolean;
}

/** `longshore registry login` */
export async function registryLogin(
  cli: Cli,
  given: string,
  { username, passwordStdin = false, json = false }: RegistryLoginOptions,
): Promise<number> {
  const registry = readRegistryName(given);
  const password = await readPassword(cli, { registry, username, fromStdin: passwordStdin });
  if (password === undefined) {
    await cli.note('nothing was kept\n');
    return EXIT.interrupted;
  }
  const kept = await keepRegistry(cli.api, registry, { username, password });
  if (json) await cli.printJson(kept);
  else {
    await cli.print(`${kept.registry}: credentials of ${kept.username} are kept\n`);
    await cli.note('attempts that begin from now on pull with them\n');
  }
  return EXIT.done;
}
