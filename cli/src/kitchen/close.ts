import { KITCHEN_STATES } from '@longshore/schemas';
import { listed } from '@longshore/schemas/words';
import { closeKitchen, getKitchen, listKitchens } from '../api/kitchens.ts';
import type { Cli } from '../cli.ts';
import { eachOf } from '../command/each-of.ts';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-codes.ts';

export interface KitchenCloseOptions {
  all?: boolean;
  yes?: boolean;
  json?: boolean;
}

/** `longshore kitchen close` */
export async function kitchenClose(cli: Cli, given: readonly string[], options: KitchenCloseOptions): Promise<number> {
  if ((options.all === true) === given.length > 0) {
    throw new CliError({
      what: given.length > 0 ? 'kitchens are named, and --all is given' : 'no kitchen is named',
      where: 'longshore kitchen close',
      advice: 'name kitchens, or give --all for all that are open',
      exitCode: EXIT.refused,
      code: 'usage',
    });
  }
  const ids = options.all ? await openIds(cli) : given;
  if (ids.length === 0) await cli.note('no kitchen is open\n');
  return eachOf(cli, ids, async (id) => {
    if (options.all !== true) await sayWhatElseCloses(cli, id, given, options.yes === true);
    await closeKitchen(cli.api, id);
    if (options.json) await cli.printJsonLine({ id, state: 'closing' });
    else await cli.print(`${id}: ${KITCHEN_STATES.closing.word.toLowerCase()}\n`);
  });
}

async function openIds(cli: Cli): Promise<string[]> {
  const { items } = await listKitchens(cli.api);
  return items.filter(({ state }) => state !== 'closed' && state !== 'closing').map(({ id }) => id);
}

/**
 * Names the kitchens that close with one because they are of its job.
 *
 * @param given - those that somebody named, of which nobody needs to be told
 * @throws CliError when there are any and they were not meant
 */
async function sayWhatElseCloses(cli: Cli, id: string, given: readonly string[], meant: boolean): Promise<void> {
  const { closesWith } = await getKitchen(cli.api, id);
  const others = closesWith.filter((other) => !given.includes(other));
  if (others.length === 0) return;
  if (meant) return cli.note(`${id}: ${listed(others)} of the same job close with it\n`);
  throw new CliError({
    what: `${listed(others)} of the same job would close with ${id}`,
    where: 'longshore kitchen close',
    advice: 'nothing was done; name them too, or give --yes',
    exitCode: EXIT.refused,
    code: 'closes_others',
  });
}
