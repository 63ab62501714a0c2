import { deleteSort, getSort } from '../../api/sorts.ts';
import type { Cli } from '../../cli.ts';
import { eachOf } from '../../command/each-of.ts';
import { oneLine } from '../../output/width.ts';

/** `longshore sort delete` */
export async function sortDelete(cli: Cli, sorts: readonly string[], options: { json?: boolean }): Promise<number> {
  return eachOf(cli, sorts, async (given) => {
    const { id, name } = await getSort(cli.api, given);
    await deleteSort(cli.api, id);
    if (options.json) await cli.printJsonLine({ id, name, deleted: true });
    else await cli.print(`${oneLine(name)} deleted\n`);
  });
}
