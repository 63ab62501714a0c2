import { getJob } from '../api/jobs.ts';
import { runSchedule } from '../api/schedules.ts';
import type { Cli } from '../cli.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { attachAndReport } from '../job/attach/attach-and-report.ts';

/** `longshore schedule run`: now, whatever its times say. */
export async function scheduleRun(
  cli: Cli,
  given: string,
  options: { follow?: boolean; json?: boolean },
): Promise<number> {
  const { id } = await runSchedule(cli.api, given);
  if (options.follow) {
    if (!options.json) await cli.note(`submitted ${id}\n`);
    return (await attachAndReport(cli, id, { logs: true, json: options.json })).exitCode;
  }
  if (options.json) {
    await cli.printJson(await getJob(cli.api, id));
    return EXIT.done;
  }
  // The id alone on stdout, so that a script can take it.
  await cli.print(`${id}\n`);
  await cli.note(`longshore job attach ${id} follows it\n`);
  return EXIT.done;
}
