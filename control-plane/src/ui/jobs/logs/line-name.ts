import type { LogRow } from './log-row.ts';

/** Which line of a job: a sequence belongs to a try of a task, and stays when the same output is read again. */
export type LineName = Pick<LogRow, 'task' | 'attempt' | 'sequence'>;

const NAME = /^#L(\d{1,9})\.(\d{1,9})-(\d{1,15})$/;

/** `0.1-42`, as the API takes it: task 0, try 1, line 42. */
export function formatLineName({ task, attempt, sequence }: LineName): string {
  return `${task}.${attempt}-${sequence}`;
}

/** The end of an address that names a line: `#L0.1-42`. */
export function lineHash(line: LineName): string {
  return `#L${formatLineName(line)}`;
}

/** The line that an address names; null when it names none. */
export function parseLineHash(hash: string): LineName | null {
  const [, task, attempt, sequence] = NAME.exec(hash) ?? [];
  if (task === undefined) return null;
  return { task: Number(task), attempt: Number(attempt), sequence: Number(sequence) };
}

export function isSameLine(one: LineName, other: LineName): boolean {
  return one.sequence === other.sequence && one.task === other.task && one.attempt === other.attempt;
}
