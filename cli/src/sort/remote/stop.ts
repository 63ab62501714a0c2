import { SORT_STATES } from '@longshore/schemas';
import { stopSort } from '../../api/sorts.ts';
import type { Cli } from '../../cli.ts';
import { eachOf } from '../../command/each-of.ts';
import { oneLine } from '../../output/width.ts';

/** `longshore sort stop` */
export async function sortStop(cli: Cli, sorts: readonly string[], options: { json?: boolean }): Promise<number> {
  return eachOf(cli, sorts, async (given) => {
    const sort = await stopSort(cli.api, given);
    if (options.json) await cli.printJsonLine(sort);
    else if (sort.state === 'STOPPED')
      await cli.print(`${oneLine(sort.name)}: ${SORT_STATES.STOPPED.word.toLowerCase()}\n`);
    else await cli.print(`${oneLine(sort.name)}: told to stop\n`);
  });
}
