import { confirmAgentDead } from '../api/agents.ts';
import type { Cli } from '../cli.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { oneLine } from '../output/width.ts';

/**
 * `longshore agent confirm-dead`: an operator's word that a silent agent's host is dead for good. It cannot be taken back,
 * so only whole ids are taken.
 */
export async function agentConfirmDead(cli: Cli, id: string, options: { json?: boolean }): Promise<number> {
  await confirmAgentDead(cli.api, id);
  if (options.json) await cli.printJsonLine({ id, confirmedDead: true });
  else await cli.print(`${oneLine(id)}: confirmed dead; what was open there is lost, and tried again elsewhere\n`);
  return EXIT.done;
}
