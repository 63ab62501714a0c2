import type { LogLineView } from '@longshore/schemas';
import type { ApiClient } from '../api/api-client.ts';
import { type JobLogsQuery, jobLogs } from '../api/jobs.ts';

const PAGE = 1_000;

/** Reads a job's log forward, each line once, however often it is asked. */
export class LogFeed {
  readonly #api: ApiClient;
  readonly #jobId: string;
  readonly #filter: Pick<JobLogsQuery, 'task' | 'attemptId'>;
  #tail: number | undefined;
  #cursor: string | undefined;
  /** Lines given out that the cursor is not yet past. */
  readonly #given = new Set<string>();

  constructor(api: ApiClient, jobId: string, filter: Pick<JobLogsQuery, 'task' | 'attemptId' | 'tail'> = {}) {
    const { tail, ...rest } = filter;
    this.#api = api;
    this.#jobId = jobId;
    this.#filter = rest;
    this.#tail = tail;
  }

  /** The next lines; empty when there are none for now. Ask again until it is empty. */
  async read(signal?: AbortSignal): Promise<LogLineView[]> {
    const tail = this.#cursor === undefined ? this.#tail : undefined;
    const query = { ...this.#filter, limit: PAGE, cursor: this.#cursor, tail };
    const page = await jobLogs(this.#api, this.#jobId, query, signal);
    const fresh = page.items.filter((line) => !this.#given.has(keyOf(line)));
    if (page.next !== null && page.next !== this.#cursor) {
      this.#cursor = page.next;
      this.#given.clear();
    } else {
      for (const line of fresh) this.#given.add(keyOf(line));
    }
    return fresh;
  }
}

function keyOf({ attemptId, stream, sequence }: LogLineView): string {
  return `${attemptId}/${stream}/${sequence}`;
}
