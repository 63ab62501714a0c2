import { WORK_ITEM_STATES, type WorkType } from '@longshore/schemas';
import { plural } from '@longshore/schemas/words';
import { redriveWorkItem, redriveWorkType } from '../api/work.ts';
import type { Cli } from '../cli.ts';
import { eachOf } from '../command/each-of.ts';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-codes.ts';

export interface WorkRedriveOptions {
  type?: WorkType;
  json?: boolean;
}

/** `longshore work redrive`: those that are named, or all of a type. */
export async function workRedrive(cli: Cli, items: readonly string[], options: WorkRedriveOptions): Promise<number> {
  const { type, json } = options;
  if ((type === undefined) === (items.length === 0)) {
    throw new CliError({
      what: 'which dead letters are meant is not clear',
      where: 'longshore work redrive',
      advice: 'name them, or give --type for all of a type; longshore work dead lists them',
      exitCode: EXIT.refused,
      code: 'usage',
    });
  }
  if (type !== undefined) return redriveAll(cli, type, json ?? false);
  return eachOf(cli, items, async (given) => {
    const item = await redriveWorkItem(cli.api, given);
    if (json) await cli.printJsonLine(item);
    else await cli.print(`${item.id}: ${cli.style.state(WORK_ITEM_STATES[item.status])}\n`);
  });
}

/** One request takes so many; the next takes the rest, as long as one brings something. */
async function redriveAll(cli: Cli, type: WorkType, json: boolean): Promise<number> {
  let redriven = 0;
  for (;;) {
    const answer = await redriveWorkType(cli.api, type);
    redriven += answer.redriven;
    if (answer.left > 0 && answer.redriven > 0) continue;
    if (json) await cli.printJsonLine({ ...answer, redriven });
    else await cli.print(`${plural(redriven, 'item')} redriven\n`);
    return EXIT.done;
  }
}
