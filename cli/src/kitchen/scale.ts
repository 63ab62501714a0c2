import { KITCHEN_LIMITS, KITCHEN_STATES, type KitchenState } from '@longshore/schemas';
import { listed, plural } from '@longshore/schemas/words';
import { closeKitchen, listKitchens, openKitchen } from '../api/kitchens.ts';
import type { Cli } from '../cli.ts';
import { eachOf } from '../command/each-of.ts';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { planScale, type ScalePlan } from './plan-scale.ts';

export interface KitchenScaleOptions {
  yes?: boolean;
  json?: boolean;
}

/** `longshore kitchen scale`: opens or closes kitchens until so many are open; without `--yes` it only says which. */
export async function kitchenScale(cli: Cli, wanted: number, options: KitchenScaleOptions): Promise<number> {
  if (wanted > KITCHEN_LIMITS.kitchensMax) {
    throw new CliError({
      what: `<count> does not take ${wanted}`,
      where: 'longshore kitchen scale',
      advice: `a whole number from 0 to ${KITCHEN_LIMITS.kitchensMax}`,
      exitCode: EXIT.refused,
      code: 'usage',
    });
  }
  const plan = planScale((await listKitchens(cli.api)).items, wanted);
  const does = options.yes === true;
  await cli.note(`${planWords(plan, does)}\n`);
  if (!does) {
    if (options.json) await cli.printJson(plan);
    if (plan.opens > 0 || plan.closes.length > 0) await cli.note('nothing was done · --yes does it\n');
    return EXIT.done;
  }
  for (let count = 0; count < plan.opens; count += 1) {
    const { id } = await openKitchen(cli.api, {});
    await printState(cli, id, 'opening', options);
  }
  return eachOf(cli, plan.closes, async (unit) => {
    await closeKitchen(cli.api, unit[0] ?? '');
    for (const id of unit) await printState(cli, id, 'closing', options);
  });
}

async function printState(cli: Cli, id: string, state: KitchenState, { json }: KitchenScaleOptions): Promise<void> {
  if (json) await cli.printJsonLine({ id, state });
  else await cli.print(`${id}: ${KITCHEN_STATES[state].word.toLowerCase()}\n`);
}

/** One line: `5 kitchens are open: kitchen-4 and kitchen-5 close`. */
function planWords({ open, lost, opens, closes, tooMany }: ScalePlan, does: boolean): string {
  const are = (count: number) => `${plural(count, 'kitchen')} ${count === 1 ? 'is' : 'are'}`;
  const parts = [`${are(open)} open: ${whatWords(opens, closes.flat(), does)}`];
  if (tooMany > 0) parts.push(`${are(tooMany)} too many, but of a job with others or of none`);
  if (lost > 0) parts.push(`${are(lost)} lost and not counted`);
  return parts.join('; ');
}

function whatWords(opens: number, closes: readonly string[], does: boolean): string {
  if (opens > 0) return `${opens} more ${does ? 'open' : 'would open'}`;
  if (closes.length === 0) return 'nothing to do';
  return `${listed(closes, KITCHEN_LIMITS.kitchensAtOnceMax)} ${does ? 'close' : 'would close'}`;
}
