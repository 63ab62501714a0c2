import { changeSchedule } from '../api/schedules.ts';
import type { Cli } from '../cli.ts';
import { eachOf } from '../command/each-of.ts';
import { stateOf } from './list.ts';

/** `longshore schedule pause` and `resume` */
export async function schedulePause(
  cli: Cli,
  schedules: readonly string[],
  paused: boolean,
  options: { json?: boolean },
): Promise<number> {
  return eachOf(cli, schedules, async (given) => {
    const schedule = await changeSchedule(cli.api, given, { paused });
    if (options.json) await cli.printJsonLine(schedule);
    else await cli.print(`${schedule.name}: ${cli.style.state(stateOf(schedule))}\n`);
  });
}
