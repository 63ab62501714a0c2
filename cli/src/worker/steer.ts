import { WORKER_STATES, type WorkType } from '@longshore/schemas';
import { steerWorker } from '../api/work.ts';
import type { Cli } from '../cli.ts';
import { eachOf } from '../command/each-of.ts';

/** `longshore worker start` and `stop` */
export async function workerSteer(
  cli: Cli,
  workers: readonly string[],
  verb: 'start' | 'stop',
  options: { type?: WorkType[]; json?: boolean },
): Promise<number> {
  return eachOf(cli, workers, async (given) => {
    const worker = await steerWorker(cli.api, given, verb, options.type);
    if (options.json) await cli.printJsonLine(worker);
    else await cli.print(`${worker.name}: ${cli.style.state(WORKER_STATES[worker.state])}\n`);
  });
}
