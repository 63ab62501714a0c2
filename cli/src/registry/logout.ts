import { forgetRegistry } from '../api/registries.ts';
import type { Cli } from '../cli.ts';
import { eachOf } from '../command/each-of.ts';
import { readRegistryName } from './read-registry-name.ts';

/** `longshore registry logout`: images that hosts have already stay there. */
export async function registryLogout(
  cli: Cli,
  registries: readonly string[],
  options: { json?: boolean },
): Promise<number> {
  return eachOf(cli, registries, async (given) => {
    const registry = readRegistryName(given);
    await forgetRegistry(cli.api, registry);
    if (options.json) await cli.printJsonLine({ registry, deleted: true });
    else await cli.print(`${registry} forgotten\n`);
  });
}
