import { verdictRows } from '../aims.ts';
import { alignColumns, oneDigit } from '../align-columns.ts';
import type { Distribution } from '../distribution.ts';
import { measuredOn } from '../machine.ts';
import type { PagesBenchmark } from './pages-result.ts';

/** The result as tables for a terminal. */
export function formatPagesTable(result: PagesBenchmark): string {
  const { jobs, loads, filters, live } = result.settings;
  const { scripts, interactions, clock } = result;
  return [
    `The page of jobs with ${jobs} of them, in ${result.browser}, in milliseconds: ${loads} first pages of each kind,`,
    `${filters} filters, ${live} jobs that started and ended.`,
    '',
    ...alignColumns([
      ['', 'median', 'p95', 'min', 'max'],
      row('first page, never seen before', result.firstPageMs.cold),
      row('first page, seen before', result.firstPageMs.warm),
      row('filter: Enter to rows', result.filterMs),
      row('status: Kafka to pixel', result.statusMs),
    ]),
    '',
    ...verdictRows(result.verdicts),
    '',
    `Scripts: ${scripts.files} files, ${kilobytes(scripts.decodedBytes)} unpacked; afterwards ${scripts.laterFiles} more, ${kilobytes(scripts.laterBytes)}.`,
    ...(scripts.uncompressed === 0 ? [] : [`${scripts.uncompressed} of the files came uncompressed.`]),
    `Interactions: ${interactions.count}; the slowest: ${interactions.slowest.map(({ name, durationMs }) => `${name} ${durationMs} ms`).join(', ') || 'none worth telling'}.`,
    `The browser’s clock is ${oneDigit(clock.offsetMs)} ms ahead, give or take ${oneDigit(clock.uncertainMs)}.`,
    '',
    `${measuredOn(result)}; load before ${oneDigit(result.loadBefore)}`,
    '',
  ].join('\n');
}

function row(name: string, { median, p95, min, max }: Distribution): string[] {
  return [name, ...[median, p95, min, max].map(oneDigit)];
}

function kilobytes(bytes: number): string {
  return `${oneDigit(bytes / 1_000)} kB`;
}
