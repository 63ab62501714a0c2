import { SORT_STATES, type SortDetail, type SortReport } from '@longshore/schemas';
import { formatBytes, formatCount } from '@longshore/schemas/words';
import { percentage } from '../../output/progress-bar.ts';

const PHASES: Record<SortReport['phase'], string> = {
  waiting: 'waits for its sorters',
  sampling: 'samples',
  parting: 'sends parts to their owners',
  sorting: 'sorts its parts',
  writing: 'writes its result to a topic',
  ended: 'done',
};

function doneOf({ phase, sampledCount, partedCount, sortedCount, writtenCount = 0 }: SortReport): number {
  if (phase === 'parting') return partedCount;
  if (phase === 'writing') return writtenCount;
  return phase === 'sampling' ? sampledCount : sortedCount;
}

/** One line: `sort-int32-upload-1a2b3: sorts its parts · 40 % of 1,000,000 elements · 3 sorters`. */
export function sortLine({ name, state, count, report }: SortDetail): string {
  const word = SORT_STATES[state].word.toLowerCase();
  if (report === null || state === 'FAILED' || state === 'STOPPED') return `${name}: ${word}`;
  if (state === 'SUCCEEDED') return `${name}: ${word} · ${proofWords(report)}`;
  const of =
    count === null
      ? `${formatCount(doneOf(report))} elements`
      : `${percentage(doneOf(report), count)} % of ${formatCount(count)} elements`;
  return `${name}: ${PHASES[report.phase]} · ${of} · ${sorters(report.workers.length)}`;
}

/** `1,000,000 elements, in order, none lost or added`. */
export function proofWords({ proof }: SortReport): string {
  if (proof === null) return 'not proven';
  const order = proof.inOrder ? 'in order' : 'not in order';
  return `${formatCount(proof.count)} elements, ${order}, ${proof.equal ? 'none lost or added' : 'not those of the input'}`;
}

/** `largest part 1.02 of the mean, of 8 parts`. */
export function balanceWords({ balance }: SortReport): string | null {
  return balance === null
    ? null
    : `largest part ${balance.maxOverMean.toFixed(2)} of the mean, of ${balance.parts} parts`;
}

/** `12.4 MiB through the exchange · 4.1 bytes moved for each`. */
export function movedWords({ exchange }: SortReport): string {
  const perByte = exchange.perByte === null ? '' : ` · ${exchange.perByte.toFixed(1)} bytes moved for each`;
  return `${formatBytes(exchange.bytes)} through the exchange${perByte}`;
}

function sorters(count: number): string {
  return count === 1 ? '1 sorter' : `${count} sorters`;
}
