import { revokeApiKey } from '../api/access.ts';
import type { Cli } from '../cli.ts';
import { eachOf } from '../command/each-of.ts';
import { oneLine } from '../output/width.ts';
import { findApiKey } from './find-api-key.ts';

/** `longshore key revoke`: what uses them is refused from then on. */
export async function keyRevoke(cli: Cli, keys: readonly string[], options: { json?: boolean }): Promise<number> {
  return eachOf(cli, keys, async (given) => {
    const { id, name } = await findApiKey(cli, given);
    await revokeApiKey(cli.api, id);
    if (options.json) await cli.printJsonLine({ id, name, revoked: true });
    else await cli.print(`${oneLine(name)} revoked\n`);
  });
}
