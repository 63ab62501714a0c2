import { AGENT_STATES, type AgentSummary, DRAIN_STATES } from '@longshore/schemas';
import { formatBytes, formatCoreCount } from '@longshore/schemas/words';
import { listAgents } from '../api/agents.ts';
import { allPages } from '../api/all-pages.ts';
import type { Cli } from '../cli.ts';
import type { Style } from '../output/style.ts';
import { type Column, formatTable } from '../output/table.ts';
import { ago } from '../output/time.ts';

/** `longshore agent list` */
export async function agentList(cli: Cli, options: { state?: string[]; json?: boolean }): Promise<void> {
  const state = options.state?.map((name) => name.toUpperCase());
  const agents: AgentSummary[] = [];
  for await (const agent of allPages((cursor) => listAgents(cli.api, { state, limit: 200, cursor }))) {
    agents.push(agent);
  }
  if (options.json) return cli.printJson(agents);
  if (agents.length === 0) {
    return cli.note(
      state === undefined
        ? 'no agents yet · ./longshore up starts one on this machine\n'
        : 'no agent fits · longshore agent list shows all of them\n',
    );
  }
  const columns = agentColumns(cli.style, cli.terminal.nowMs());
  await cli.print(formatTable(columns, agents, { width: cli.terminal.out.columns, style: cli.style }));
}

/** The columns of a list of agents. */
export function agentColumns(style: Style, nowMs: number): Column<AgentSummary>[] {
  return [
    { header: 'Agent', text: ({ id }) => id, paint: (text) => style.bold(text), shrinkTo: 12 },
    {
      header: 'State',
      text: ({ state, cordoned, drain }) =>
        `${AGENT_STATES[state].glyph} ${AGENT_STATES[state].word}${openWords(cordoned, drain)}`,
      paint: (text, { state }) => style.tone(AGENT_STATES[state].tone, text),
    },
    { header: 'Heard', text: ({ lastHeardAt }) => ago(lastHeardAt, nowMs) },
    { header: 'Running', align: 'right', text: ({ runningContainers }) => String(runningContainers) },
    {
      header: 'Cpu reserved',
      align: 'right',
      text: ({ reserved, capacity }) =>
        `${formatCoreCount(reserved.cpuMillis)} of ${formatCoreCount(capacity.cpuMillis)}`,
    },
    {
      header: 'Memory reserved',
      align: 'right',
      text: ({ reserved, capacity }) => `${formatBytes(reserved.memoryBytes)} of ${formatBytes(capacity.memoryBytes)}`,
    },
    {
      header: 'Slots',
      align: 'right',
      text: ({ reserved, capacity }) => `${reserved.slots} of ${capacity.slots}`,
      dropOrder: 2,
    },
    { header: 'Engine', text: ({ engineVersion }) => engineVersion, dropOrder: 3 },
    { header: 'Labels', text: ({ labels }) => labelWords(labels), shrinkTo: 10, dropOrder: 4 },
  ];
}

/** What keeps new work away, after a comma; a drain says more than the cordon that goes with it. */
function openWords(cordoned: boolean, drain: AgentSummary['drain']): string {
  if (drain !== null) return `, ${DRAIN_STATES[drain.state].word.toLowerCase()}`;
  return cordoned ? ', cordoned' : '';
}

/** `zone=a disk=ssd` */
export function labelWords(labels: Record<string, string>): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
}
