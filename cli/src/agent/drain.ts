import { type AgentDetail, DRAIN_STATES, type DrainView } from '@longshore/schemas';
import { drainWords } from '@longshore/schemas/words';
import { drainAgent, getAgent } from '../api/agents.ts';
import { LiveHints } from '../api/live-hints.ts';
import { Patience } from '../api/patience.ts';
import type { Cli } from '../cli.ts';
import { eachOf } from '../command/each-of.ts';
import { CliError } from '../errors/cli-error.ts';
import { oneLine } from '../output/width.ts';
import { findAgent } from './find-agent.ts';

export interface DrainOptions {
  /** Milliseconds; null: as long as it takes. */
  deadline: number | null;
  whenDeadline: 'stop' | 'leave';
  wait?: boolean;
  json?: boolean;
}

/** `longshore agent drain`: asks for it; with `--wait` until the agent is empty, or what runs was left. */
export async function agentDrain(cli: Cli, agents: readonly string[], options: DrainOptions): Promise<number> {
  return eachOf(cli, agents, async (given) => {
    const { id } = await findAgent(cli, given);
    const { deadline: deadlineMs, whenDeadline } = options;
    const asked = await drainAgent(cli.api, id, { deadlineMs, whenDeadline });
    if (options.wait !== true) return say(cli, asked, options);
    const agent = await waitForDrain(cli, id);
    await say(cli, agent, options);
    if (agent.drain?.state === 'DRAINED') return;
    throw new CliError({
      what: agent.drain === null ? `the drain of ${id} was called off` : `${id} is not empty`,
      where: cli.config.url,
      advice: `longshore agent show ${id} shows what runs there`,
      code: 'not_drained',
    });
  });
}

async function say(cli: Cli, agent: AgentDetail, options: DrainOptions): Promise<void> {
  if (options.json) return cli.printJsonLine(agent);
  await cli.print(line(cli, agent));
}

function line(cli: Cli, { id, drain }: AgentDetail): string {
  if (drain === null) return `${oneLine(id)}: no drain is wanted\n`;
  return `${oneLine(id)}: ${cli.style.state(DRAIN_STATES[drain.state])} · ${drainWords(drain)}\n`;
}

/** Waits through restarts of the control plane, and says on stderr how far it is each time that changes. */
async function waitForDrain(cli: Cli, id: string): Promise<AgentDetail> {
  using hints = new LiveHints(cli.api, { subjects: ['agents', 'jobs'] });
  const patience = new Patience(cli.terminal, (text) => cli.note(`${text}\n`));
  let said = '';
  for (;;) {
    const agent = await patience.ask(() => getAgent(cli.api, id));
    if (agent.drain?.state !== 'DRAINING') return agent;
    const word = progressOf(agent.drain);
    if (word !== said) await cli.note(line(cli, agent));
    said = word;
    await hints.next();
  }
}

/** What is worth another line; that time passes is not. */
function progressOf({ left, moving, deadlineMs, elapsedMs }: DrainView): string {
  return `${left} ${moving} ${deadlineMs !== null && elapsedMs >= deadlineMs}`;
}
