import type { ApiQuery, LogLineView } from '@longshore/schemas';
import { request } from '../../api/request.ts';
import { formatLineName } from './line-name.ts';
import type { PageWish, ReadPage } from './log-reader.ts';
import { logRow } from './log-row.ts';

/** Rows of one reading: taken over in a few milliseconds, and some screens long. */
const PAGE_ROWS = 2_000;

function queryOf(wish: PageWish): ApiQuery<'GET /jobs/{id}/logs'> {
  if ('around' in wish) return { line: formatLineName(wish.around), limit: PAGE_ROWS };
  if ('before' in wish) return { before: wish.before, limit: wish.rows ?? PAGE_ROWS };
  if ('after' in wish) return { cursor: wish.after, limit: PAGE_ROWS };
  return wish.from === 'end' ? { tail: PAGE_ROWS } : { limit: PAGE_ROWS };
}

/** The pages of a job's output, or of one of its tasks, as the API gives them. */
export function logPages(jobId: string, task: number | null): ReadPage {
  return async (wish) => {
    const page = await request(`/jobs/${encodeURIComponent(jobId)}/logs`, {
      query: { ...queryOf(wish), ...(task === null ? {} : { task }) },
    });
    return { rows: page.items.map(logRow), previous: page.previous, next: page.next, more: page.more };
  };
}

/**
 * All output from the first line on, as a file. It is put together page by page, so that a browser may keep it on disk.
 *
 * @param onLines - called with how many lines are there
 */
export async function wholeLog(jobId: string, task: number | null, onLines: (lines: number) => void): Promise<Blob> {
  const parts: Blob[] = [];
  let lines = 0;
  for (let cursor: string | null = null; ; ) {
    const page: { items: LogLineView[]; next: string | null; more: boolean } = await request(
      `/jobs/${encodeURIComponent(jobId)}/logs`,
      { query: { limit: 5_000, ...(task === null ? {} : { task }), ...(cursor === null ? {} : { cursor }) } },
    );
    parts.push(new Blob([page.items.map(fileLine).join('')]));
    lines += page.items.length;
    onLines(lines);
    if (!page.more || page.next === null) return new Blob(parts, { type: 'text/plain' });
    cursor = page.next;
  }
}

function fileLine({ at, taskIndex, attempt, stream, text }: LogLineView): string {
  return `${at} task ${taskIndex} try ${attempt} ${stream} ${text}\n`;
}
