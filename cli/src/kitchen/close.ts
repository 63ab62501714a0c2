import { KITCHEN_STATES } from '@longshore/schemas';
import { closeKitchen, listKitchens } from '../api/kitchens.ts';
import type { Cli } from '../cli.ts';
import { eachOf } from '../command/each-of.ts';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-codes.ts';

export interface KitchenCloseOptions {
  all?: boolean;
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
    await closeKitchen(cli.api, id);
    if (options.json) await cli.printJsonLine({ id, state: 'closing' });
    else await cli.print(`${id}: ${KITCHEN_STATES.closing.word.toLowerCase()}\n`);
  });
}

async function openIds(cli: Cli): Promise<string[]> {
  const { items } = await listKitchens(cli.api);
  return items.filter(({ state }) => state !== 'closed' && state !== 'closing').map(({ id }) => id);
}
