import type { AgentDetail } from '@longshore/schemas';
import { getAgent, listAgents } from '../api/agents.ts';
import { allPages } from '../api/all-pages.ts';
import { ProblemError } from '../api/problem-to-error.ts';
import type { Cli } from '../cli.ts';
import { CliError } from '../errors/cli-error.ts';

/**
 * The agent with this id, or with the only id that starts so.
 *
 * @throws CliError when there is none, or several fit
 */
export async function findAgent(cli: Cli, given: string): Promise<AgentDetail> {
  try {
    return await getAgent(cli.api, given);
  } catch (error) {
    if (!(error instanceof ProblemError) || error.status !== 404) throw error;
  }
  const ids: string[] = [];
  for await (const { id } of allPages((cursor) => listAgents(cli.api, { limit: 200, cursor }))) {
    if (id.startsWith(given)) ids.push(id);
  }
  const [only] = ids;
  if (ids.length === 1 && only !== undefined) return getAgent(cli.api, only);
  throw new CliError({
    what:
      only === undefined
        ? `no agent has the id ${JSON.stringify(given)}`
        : `${ids.length} agents fit ${JSON.stringify(given)}`,
    where: cli.config.url,
    advice: only === undefined ? 'longshore agent list shows what there is' : 'give more of the id',
    details: ids.slice(0, 10),
    code: only === undefined ? 'not_found' : 'ambiguous',
  });
}
