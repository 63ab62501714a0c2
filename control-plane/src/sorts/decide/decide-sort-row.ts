import { type JobState, jobHasEnded, type SortReport, type SortStateName } from '@longshore/schemas';
import type { SortState } from '@longshore/schemas/sort';
import { type ResultMap, resultMapOf } from './locate-rank.ts';
import { reportSort } from './report-sort.ts';

/** What becomes of a sort that has not ended, as its control log and its job tell. */
export interface SortRowChange {
  state: SortStateName;
  reason: { code: string; message: string } | null;
  report: SortReport;
  result: ResultMap | null;
}

/** How a sort's job stands; null: it was deleted. */
export interface JobStanding {
  state: JobState;
  reason: { code: string; message: string } | null;
  /** The coordinator, or every sorter, has failed and is not tried again: what is left of it would wait for ever. */
  isStuck: boolean;
}

/** The log has the first word; a job that ended before the log did takes the sort with it. */
export function decideSortRow(log: SortState, job: JobStanding | null): SortRowChange {
  const report = reportSort(log);
  const change = (state: SortStateName, reason: SortRowChange['reason'] = null): SortRowChange => ({
    state,
    reason,
    report,
    result: resultMapOf(log),
  });
  if (log.ended?.outcome === 'completed') return change('SUCCEEDED');
  if (log.ended !== null) {
    const { code, message } = log.ended;
    return change('FAILED', { code: code ?? 'FAILED', message: message ?? 'The sort failed.' });
  }
  if (job === null) return change('FAILED', { code: 'JOB_DELETED', message: 'The job that did it was deleted.' });
  if (job.state === 'STOPPED') return change('STOPPED');
  if (jobHasEnded(job.state) || job.isStuck) {
    const { code, message } = job.reason ?? { code: 'JOB_ENDED', message: 'Its job ended before it was complete.' };
    return change('FAILED', { code, message });
  }
  return change(Object.keys(log.sorters).length === 0 ? 'QUEUED' : 'RUNNING');
}
