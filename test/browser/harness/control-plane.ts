import {
  type AgentSummary,
  type JobDetail,
  type JobSpecInput,
  type JobState,
  jobHasEnded,
  newId,
  type SortAsked,
  type SortDetail,
  type SortInput,
  type SortStateName,
  sortHasEnded,
} from '@longshore/schemas';
import { showing } from '../../control-plane/owner-key.ts';
import { until } from '../../faults/harness/until.ts';

/** The HTTP API, for what a test prepares or looks up behind the browser's back. */
export class ControlPlane {
  readonly #url: string;
  readonly #ownerKey: string;

  constructor(url: string, ownerKey: string) {
    this.#url = url;
    this.#ownerKey = ownerKey;
  }

  async submit(spec: JobSpecInput): Promise<string> {
    const { id } = await this.#ask<{ id: string }>('POST', '/jobs', spec);
    return id;
  }

  job(id: string): Promise<JobDetail> {
    return this.#ask('GET', `/jobs/${id}`);
  }

  async jobCount(): Promise<number> {
    const { items } = await this.#ask<{ items: unknown[] }>('GET', '/jobs?limit=200');
    return items.length;
  }

  async agents(): Promise<AgentSummary[]> {
    return (await this.#ask<{ items: AgentSummary[] }>('GET', '/agents')).items;
  }

  async stop(id: string): Promise<void> {
    await this.#ask('POST', `/jobs/${id}/stop`);
  }

  /** Waits until so many agents can be placed on. */
  async untilReady(agents: number): Promise<void> {
    const look = async () => (await this.agents()).filter(({ state }) => state === 'READY').length >= agents;
    await until(`${agents} agents are ready`, look, { timeoutMs: 60_000 });
  }

  /** Waits until a job has come to a state. @throws when it ended otherwise */
  async untilJob(id: string, state: JobState): Promise<JobDetail> {
    return until(
      `job ${id} is ${state}`,
      async () => {
        const job = await this.job(id);
        if (job.state === state) return job;
        if (jobHasEnded(job.state)) throw new Error(`Job ${id} ended as ${job.state}: ${JSON.stringify(job.reason)}`);
        return null;
      },
      { timeoutMs: 60_000 },
    );
  }

  async sort(input: SortInput): Promise<string> {
    const { id } = await this.#ask<SortAsked>('POST', '/sorts', input);
    return id;
  }

  sortOf(id: string): Promise<SortDetail> {
    return this.#ask('GET', `/sorts/${id}`);
  }

  /** Waits until a sort has come to a state. @throws when it ended otherwise */
  async untilSort(id: string, state: SortStateName): Promise<SortDetail> {
    return until(
      `sort ${id} is ${state}`,
      async () => {
        const sort = await this.sortOf(id);
        if (sort.state === state) return sort;
        if (sortHasEnded(sort.state))
          throw new Error(`Sort ${id} ended as ${sort.state}: ${JSON.stringify(sort.reason)}`);
        return null;
      },
      { timeoutMs: 120_000 },
    );
  }

  async #ask<Answer>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer> {
    const response = await fetch(`${this.#url}/api/v1${path}`, {
      method,
      headers: {
        ...showing(this.#ownerKey),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(method === 'POST' ? { 'idempotency-key': newId() } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return (text === '' ? null : JSON.parse(text)) as Answer;
  }
}
