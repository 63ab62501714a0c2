import { AGENT_STATES, type AgentDetail, type ContainerView, DRAIN_STATES } from '@longshore/schemas';
import {
  agentHourWords,
  drainWords,
  formatBytes,
  formatCoreCount,
  formatCores,
  plural,
} from '@longshore/schemas/words';
import type { Cli } from '../cli.ts';
import { formatFacts } from '../output/facts.ts';
import type { Style } from '../output/style.ts';
import { type Column, formatTable } from '../output/table.ts';
import { ago } from '../output/time.ts';
import { oneLine } from '../output/width.ts';
import { findAgent } from './find-agent.ts';
import { labelWords } from './list.ts';

interface Drawing {
  style: Style;
  width: number;
  nowMs: number;
}

/** `longshore agent show` */
export async function agentShow(cli: Cli, given: string, options: { json?: boolean }): Promise<void> {
  const agent = await findAgent(cli, given);
  if (options.json) return cli.printJson(agent);
  const drawing = { style: cli.style, width: cli.terminal.out.columns, nowMs: cli.terminal.nowMs() };
  await cli.print(formatAgent(agent, drawing));
}

/** All about one agent: state and why, checks, size, containers. */
export function formatAgent(agent: AgentDetail, drawing: Drawing): string {
  const { style, nowMs } = drawing;
  const head = `${style.bold(oneLine(agent.id))}  ${style.state(AGENT_STATES[agent.state])}\n${oneLine(agent.stateDetail)}\n`;
  const hour = agentHourWords(agent);
  const facts = formatFacts(
    [
      ['Heard', `${ago(agent.lastHeardAt, nowMs)}, each ${agent.healthIntervalMs / 1_000} s`],
      ['Host', `${oneLine(agent.hostname)} · ${agent.platform}`],
      [
        'Engine',
        `${agent.engine.version} (API ${agent.engine.apiVersion}), answers in ${Math.round(agent.engine.latencyMs)} ms`,
      ],
      [
        'Handler',
        agent.handlerBlocked ? style.tone('badly', '✗ blocked: takes no instructions') : 'takes instructions',
      ],
      ['Placement', agent.cordoned ? style.tone('look', '! cordoned: takes no new work') : null],
      [
        'Drain',
        agent.drain === null ? null : `${style.state(DRAIN_STATES[agent.drain.state])}: ${drainWords(agent.drain)}`,
      ],
      ['Lane', agent.lane === null ? null : String(agent.lane)],
      ['Last hour', hour === null ? null : oneLine(hour)],
      ['Labels', Object.keys(agent.labels).length === 0 ? null : oneLine(labelWords(agent.labels))],
      [
        'Set here',
        Object.keys(agent.labelOverrides).length === 0 ? null : oneLine(overrideWords(agent.labelOverrides)),
      ],
      ['Location', agent.location === null ? null : locationWords(agent.location)],
      [
        'Cpu',
        `${formatCoreCount(agent.reserved.cpuMillis)} of ${formatCores(agent.capacity.cpuMillis)} reserved, ${formatCoreCount(agent.use.cpuMillis)} used`,
      ],
      [
        'Memory',
        `${formatBytes(agent.reserved.memoryBytes)} of ${formatBytes(agent.capacity.memoryBytes)} reserved, ${formatBytes(agent.use.memoryBytes)} used`,
      ],
      ['Slots', `${agent.reserved.slots} of ${agent.capacity.slots} taken`],
      ['Containers', containersWords(agent)],
      ['Images', plural(agent.images.length, 'image')],
      ['Version', agent.version],
      ['Boot', agent.bootId],
    ],
    style,
  );
  return [head, facts, formatChecks(agent, drawing), formatContainers(agent.containers, drawing)]
    .filter((part) => part !== '')
    .join('\n');
}

/** `2 of ours, 1 of others running`; an older agent tells nothing of others. */
function containersWords({ containers, otherContainers }: AgentDetail): string {
  const ours = `${containers.length} of ours`;
  return otherContainers === null ? ours : `${ours}, ${otherContainers} of others running`;
}

/** `zone=b disk-`: what was set over the agent's own labels, and what was taken away, as one would type it. */
function overrideWords(overrides: AgentDetail['labelOverrides']): string {
  return Object.entries(overrides)
    .map(([name, value]) => (value === null ? `${name}-` : `${name}=${value}`))
    .join(' ');
}

function locationWords({ name, latitude, longitude }: NonNullable<AgentDetail['location']>): string {
  const at = `${latitude}, ${longitude}`;
  return name === null ? at : `${oneLine(name)} (${at})`;
}

function formatChecks({ checks }: AgentDetail, { style, width }: Drawing): string {
  if (checks.length === 0) return '';
  const columns: Column<AgentDetail['checks'][number]>[] = [
    {
      header: 'Check',
      text: ({ ok, name }) => `${ok ? '✓' : '✗'} ${name}`,
      paint: (text, { ok }) => style.tone(ok ? 'well' : 'badly', text),
    },
    { header: 'Found', text: ({ detail }) => detail, shrinkTo: 20 },
  ];
  return formatTable(columns, checks, { style, width });
}

function formatContainers(containers: readonly ContainerView[], { style, width }: Drawing): string {
  if (containers.length === 0) return '';
  const columns: Column<ContainerView>[] = [
    { header: 'Container', text: ({ containerId }) => containerId.slice(0, 12) },
    { header: 'Job', text: ({ jobName, jobId }) => jobName ?? jobId, shrinkTo: 16 },
    { header: 'Task', align: 'right', text: ({ taskIndex }) => (taskIndex === null ? '–' : String(taskIndex)) },
    { header: 'Engine says', text: ({ engineState }) => engineState },
    { header: 'Exit', align: 'right', text: ({ exitCode }) => (exitCode === null ? '–' : String(exitCode)) },
    { header: 'Cpu', align: 'right', text: ({ cpuMillis }) => formatCoreCount(cpuMillis) },
    { header: 'Memory', align: 'right', text: ({ memoryBytes }) => formatBytes(memoryBytes) },
  ];
  return formatTable(columns, containers, { style, width });
}
