import { alignColumns, oneDigit } from '../align-columns.ts';
import { measuredOn } from '../machine.ts';
import { startRows } from '../start/start-table.ts';
import type { HostsBenchmark, Way } from './run-hosts-benchmark.ts';

/** The result as tables for a terminal. */
export function formatHostsTable(result: HostsBenchmark): string {
  const { hosts, runs, rounds, containers, concurrency, slots } = result.settings;
  return [
    `Milliseconds until the engine says that the container started; ${runs} runs each, in turn over ${hosts} hosts.`,
    '',
    ...startRows(result.starts),
    '',
    `Containers a second until the last one has ended; ${rounds} rounds of ${containers} each, in turn.`,
    `Engines: ${concurrency} workers at each socket. Longshore: ${slots} slots for each agent.`,
    '',
    ...throughputRows(result),
    '',
    ...(result.ratio.oneJob.byProcessorTime === null
      ? []
      : ['Processor time for each container, in milliseconds.', '', ...processorRows(result), '']),
    `${measuredOn(result)}; load before ${oneDigit(result.loadBefore)}`,
    '',
  ].join('\n');
}

function throughputRows({ throughput, ratio, settings }: HostsBenchmark): string[] {
  const row = (name: string, way: Way) => {
    const { perSecond, slowest, fastest } = throughput[way];
    const share = way === 'raw' ? null : ratio[way];
    const shares =
      share === null ? ['', ''] : [twoDigits(share.overall), `${twoDigits(share.lowest)}–${twoDigits(share.highest)}`];
    return [name, ...[perSecond, slowest, fastest].map(twoDigits), ...shares];
  };
  return alignColumns([
    ['', 'overall', 'slowest', 'fastest', 'share', 'of rounds'],
    row('engines', 'raw'),
    row(`Longshore: one job of ${settings.containers} tasks`, 'oneJob'),
    row(`Longshore: ${settings.containers} jobs at once`, 'manyJobs'),
  ]);
}

function processorRows({ throughput, ratio }: HostsBenchmark): string[] {
  const ways: Way[] = ['raw', 'oneJob', 'manyJobs'];
  const row = (name: string, part: string) => [
    name,
    ...ways.map((way) => oneDigit(throughput[way].processorMsEach[part] ?? 0)),
  ];
  const programs = Object.keys(throughput.raw.processorMsEach).filter((part) => !['rest', 'all'].includes(part));
  return alignColumns([
    ['', 'engines', 'one job', 'jobs'],
    ...programs.map((part) => row(part, part)),
    row('all else', 'rest'),
    row('all', 'all'),
    ['share', '', ...[ratio.oneJob, ratio.manyJobs].map((one) => twoDigits(one.byProcessorTime ?? 0))],
  ]);
}

function twoDigits(value: number): string {
  return value.toFixed(2);
}
