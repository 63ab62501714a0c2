import type { SortReport } from '@longshore/schemas';
import { formatCount } from '@longshore/schemas/words';

/** The three passes over all elements, each as a share of the whole. */
export interface SortProgress {
  sampled: number;
  parted: number;
  sorted: number;
  /** Of all three together. */
  whole: number;
}

const share = (done: number, count: number) => (count === 0 ? 1 : Math.min(1, done / count));

/** How far a sort is: every element is sampled, parted and sorted once. */
export function sortProgress(report: SortReport | null): SortProgress {
  if (report === null) return { sampled: 0, parted: 0, sorted: 0, whole: 0 };
  if (report.count === null) {
    // While shares are still sampled nobody knows of how many: so many of the tries as are done.
    const tries = report.tries.filter(({ step }) => step === 'sample');
    const done = tries.filter(({ state }) => state === 'accepted').length;
    const sampled = tries.length === 0 ? 0 : done / tries.length;
    return { sampled, parted: 0, sorted: 0, whole: sampled / 3 };
  }
  const { count } = report;
  const [sampled, parted, sorted] = [report.sampledCount, report.partedCount, report.sortedCount].map((done) =>
    share(done, count),
  ) as [number, number, number];
  // A sort of one part is not parted.
  const passed = sorted > parted ? sorted : parted;
  return { sampled, parted: passed, sorted, whole: (sampled + passed + sorted) / 3 };
}

const PHASES: Record<SortReport['phase'], string> = {
  waiting: 'Waiting for its sorters',
  sampling: 'Sampling the input',
  parting: 'Parting the input among the sorters',
  sorting: 'Sorting the parts',
  writing: 'Writing the result to its topic',
  ended: 'Ended',
};

/** What it does now, in words. */
export function phaseWords(report: SortReport | null): string {
  const words = PHASES[report?.phase ?? 'waiting'];
  if (report?.phase !== 'writing') return words;
  return `${words}, ${formatCount(report.writtenCount ?? 0)} of ${formatCount(report.count ?? 0)}`;
}
