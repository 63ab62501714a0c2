import { type LogLineView, logLineSchema, pageOf } from '@longshore/schemas';
import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { request } from '../../api/request.ts';

/** What is known of a job's output so far. */
export interface JobLog {
  lines: LogLineView[];
  /** Where to go on; null when nothing was read yet. */
  cursor: string | null;
  /** There may be older lines before the first. */
  cut: boolean;
}

const TAIL = 2_000;
const PAGE = 2_000;
/** Beyond this the page would grow without bound; the rest is a download. */
const MOST_LINES = 100_000;
const logPage = pageOf(logLineSchema);

/** The output of a job, or of one of its tasks: at first the last lines, then what is added at each hint. */
export function jobLogQuery(client: QueryClient, jobId: string, task: number | null) {
  const queryKey = ['jobs', 'logs', jobId, task];
  return queryOptions({
    queryKey,
    queryFn: ({ signal }) => readOn(jobId, task, client.getQueryData<JobLog>(queryKey), signal),
    structuralSharing: false,
    staleTime: 0,
    meta: { subjects: ['logs'] },
  });
}

async function readOn(
  jobId: string,
  task: number | null,
  before: JobLog | undefined,
  signal: AbortSignal,
): Promise<JobLog> {
  const log: JobLog = before ?? { lines: [], cursor: null, cut: false };
  const added: LogLineView[] = [];
  let { cursor, cut } = log;
  for (;;) {
    const first = cursor === null;
    const page = await request(`/jobs/${encodeURIComponent(jobId)}/logs`, logPage, {
      query: {
        limit: PAGE,
        ...(task === null ? {} : { task }),
        ...(cursor === null ? { tail: TAIL } : { cursor }),
      },
      signal,
    });
    added.push(...page.items);
    if (first) cut = page.items.length >= TAIL;
    cursor = page.next ?? cursor;
    if (page.items.length < PAGE || page.next === null) break;
  }
  const fresh = newLines(log.lines, added);
  const lines = fresh.length === 0 ? log.lines : [...log.lines, ...fresh];
  if (lines.length <= MOST_LINES) return { lines, cursor, cut };
  return { lines: lines.slice(-MOST_LINES), cursor, cut: true };
}

/** Those of `added` that are not there yet: a line keeps its number within its attempt, however often it is sent. */
export function newLines(
  had: readonly Pick<LogLineView, 'attemptId' | 'sequence'>[],
  added: readonly LogLineView[],
): LogLineView[] {
  const highest = new Map<string, number>();
  for (const { attemptId, sequence } of had) highest.set(attemptId, Math.max(highest.get(attemptId) ?? 0, sequence));
  return added.filter(({ attemptId, sequence }) => {
    if (sequence <= (highest.get(attemptId) ?? 0)) return false;
    highest.set(attemptId, sequence);
    return true;
  });
}

/** All output from the first line on, as text for a file. */
export async function wholeLog(jobId: string, task: number | null): Promise<string> {
  const parts: string[] = [];
  let cursor: string | null = null;
  for (;;) {
    const page: { items: LogLineView[]; next: string | null } = await request(
      `/jobs/${encodeURIComponent(jobId)}/logs`,
      logPage,
      {
        query: { limit: 5_000, ...(task === null ? {} : { task }), ...(cursor === null ? {} : { cursor }) },
      },
    );
    for (const line of page.items)
      parts.push(`${line.at} task ${line.taskIndex} try ${line.attempt} ${line.stream} ${line.text}\n`);
    if (page.items.length === 0 || page.next === null || page.next === cursor) return parts.join('');
    cursor = page.next;
  }
}
