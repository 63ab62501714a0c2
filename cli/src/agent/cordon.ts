import { changeAgent } from '../api/agents.ts';
import type { Cli } from '../cli.ts';
import { eachOf } from '../command/each-of.ts';
import { oneLine } from '../output/width.ts';
import { findAgent } from './find-agent.ts';

/** `longshore agent cordon` and `uncordon`: keeps new work away, or lets it come again. */
export async function agentCordon(
  cli: Cli,
  agents: readonly string[],
  cordoned: boolean,
  options: { json?: boolean },
): Promise<number> {
  return eachOf(cli, agents, async (given) => {
    const before = await findAgent(cli, given);
    const agent = await changeAgent(cli.api, before.id, { cordoned });
    if (options.json) return cli.printJsonLine(agent);
    const calledOff = before.drain === null ? '' : ', and its drain is called off';
    const words = cordoned
      ? 'cordoned: takes no new work; what runs there runs on'
      : `open: takes new work again${calledOff}`;
    await cli.print(`${oneLine(agent.id)}: ${words}\n`);
  });
}
