import { deleteSchedule, getSchedule } from '../api/schedules.ts';
import type { Cli } from '../cli.ts';
import { eachOf } from '../command/each-of.ts';

/** `longshore schedule delete`: its jobs stay. */
export async function scheduleDelete(
  cli: Cli,
  schedules: readonly string[],
  options: { json?: boolean },
): Promise<number> {
  return eachOf(cli, schedules, async (given) => {
    const { id, name } = await getSchedule(cli.api, given);
    await deleteSchedule(cli.api, id);
    if (options.json) await cli.printJsonLine({ id, name, deleted: true });
    else await cli.print(`${name} deleted\n`);
  });
}
