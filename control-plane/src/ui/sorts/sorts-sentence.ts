import type { SortSummary } from '@longshore/schemas';
import { formatCount, plural } from '@longshore/schemas/words';

/** The one line that answers what is being sorted: `2 running, 1 awaits its input · 12,000,000 elements`. */
export function sortsSentence(open: readonly SortSummary[]): string {
  if (open.length === 0) return 'Nothing is being sorted';
  const inState = (state: SortSummary['state']) => open.filter((sort) => sort.state === state);
  const running = inState('RUNNING');
  const queued = inState('QUEUED').length;
  const awaiting = inState('AWAITING_INPUT').length;
  const parts = [
    ...(running.length > 0 ? [`${running.length} running`] : []),
    ...(queued > 0 ? [`${queued} queued`] : []),
    ...(awaiting > 0 ? [`${awaiting} ${awaiting === 1 ? 'awaits its' : 'await their'} input`] : []),
  ];
  const elements = running.reduce((sum, { count }) => sum + (count ?? 0), 0);
  return [parts.join(', '), ...(elements > 0 ? [plural(elements, 'element')] : [])].join(' · ');
}

/** How far a sort is, for a row: `1,200,000 of 4,000,000 sorted`. */
export function standingWords({ state, reason, count, sortedCount }: SortSummary): string {
  if (state === 'FAILED') return reason?.message ?? '';
  if (state !== 'RUNNING') return '';
  if (count === null) return 'being sampled';
  if (sortedCount === 0) return 'being parted';
  return `${formatCount(sortedCount)} of ${formatCount(count)} sorted`;
}
