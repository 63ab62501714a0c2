import type { StartRunInput } from '@longshore/schemas';
import { plural } from '@longshore/schemas/words';
import { listKitchens, startRun } from '../api/kitchens.ts';
import type { Cli } from '../cli.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { followRun } from '../kitchen/follow-run.ts';
import { formatRun } from '../kitchen/run-words.ts';

/** Twice as fast as real: long enough to be watched, short enough to be waited for. */
const LUNCH: StartRunInput = { scenario: 'lunch', kitchens: 5, speed: 2 };

/**
 * Has five kitchens opened and lunch cooked in them, follows it, and prints what came of it. They stay open, for who looks
 * at the page afterwards, unless others were open before: more of them with each demo would fill the host.
 *
 * @returns 0 only if every order was delivered
 */
export async function runKitchensDemo(cli: Cli): Promise<number> {
  const page = `${cli.config.url}/kitchens`;
  const keepOpen = (await openKitchens(cli)) === 0;
  const { id } = await startRun(cli.api, { ...LUNCH, keepOpen });
  await cli.print(`\n${cli.style.bold('Lunch in five kitchens')}\nto be watched at ${cli.style.accent(page)}\n`);
  const run = await followRun(cli, id, new AbortController().signal);
  await cli.print(`\n${formatRun(cli, run)}`);
  const left = await openKitchens(cli);
  await cli.print(`\n${cli.style.bold('See for yourself')}\n`);
  await cli.print(`web page   ${page}\nlongshore  ./longshore kitchen runs ${id}\n`);
  if (left > 0)
    await cli.print(`           ./longshore kitchen close --all   # ${plural(left, 'kitchen')} still open\n`);
  const { result } = run;
  const good = run.state === 'done' && result !== null && result.failed === 0 && result.delivered === result.received;
  return good ? EXIT.done : EXIT.failed;
}

async function openKitchens(cli: Cli): Promise<number> {
  const { items } = await listKitchens(cli.api);
  return items.filter(({ state }) => state === 'open' || state === 'opening').length;
}
