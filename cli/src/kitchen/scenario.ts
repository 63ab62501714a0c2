import {
  KITCHEN_RUN_STATES,
  SCENARIO_NAMES,
  SCENARIOS,
  type ScenarioName,
  type StartRunInput,
} from '@longshore/schemas';
import { getRun, startRun, stopRun } from '../api/kitchens.ts';
import type { Cli } from '../cli.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { followRun } from './follow-run.ts';
import { formatRun } from './run-words.ts';

export interface KitchenScenarioOptions extends Omit<StartRunInput, 'scenario'> {
  detach?: boolean;
  json?: boolean;
}

/**
 * `longshore kitchen scenario`: starts a run, follows it, and prints what came of it.
 *
 * @returns 0 when it came to its end
 */
export async function kitchenScenario(
  cli: Cli,
  scenario: ScenarioName | undefined,
  { detach, json, ...wanted }: KitchenScenarioOptions,
): Promise<number> {
  if (scenario === undefined) return listed(cli, json);
  const { id } = await startRun(cli.api, { scenario, ...wanted });
  if (detach) {
    await cli.print(`${id}\n`);
    return EXIT.done;
  }
  const interrupt = new AbortController();
  const forget = cli.terminal.onInterrupt(() => interrupt.abort());
  try {
    const run = await followRun(cli, id, interrupt.signal);
    if (json) await cli.printJson(run);
    else await cli.print(`${formatRun(cli, run)}\n${run.id}\n`);
    return run.state === 'done' ? EXIT.done : EXIT.failed;
  } catch (error) {
    if (!interrupt.signal.aborted) throw error;
    if (!KITCHEN_RUN_STATES[(await getRun(cli.api, id)).state].terminal) await stopRun(cli.api, id);
    await cli.note(`stopped · longshore kitchen runs ${id} tells how far it was\n`);
    return EXIT.interrupted;
  } finally {
    forget();
  }
}

async function listed(cli: Cli, json: boolean | undefined): Promise<number> {
  if (json) await cli.printJson({ items: SCENARIO_NAMES.map((name) => ({ name, words: SCENARIOS[name] })) });
  else {
    const widest = Math.max(...SCENARIO_NAMES.map((name) => name.length));
    await cli.print(SCENARIO_NAMES.map((name) => `${name.padEnd(widest)}  ${SCENARIOS[name]}\n`).join(''));
  }
  return EXIT.done;
}
