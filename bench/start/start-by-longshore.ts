import { setTimeout as delay } from 'node:timers/promises';
import { type JobSpecInput, type JobState, jobHasEnded, type Problem } from '@longshore/schemas';
import type { EngineEvents } from './engine-events.ts';

/** When each thing happened on the way from the submission, in milliseconds since. */
export interface LongshoreStart {
  containerId: string;
  acceptedMs: number;
  createdMs: number;
  startedMs: number;
}

/**
 * Submits a job as any client would and follows it to its end.
 *
 * @throws when the job does not start in time, or does not succeed
 */
export async function startByLongshore(url: string, events: EngineEvents, spec: JobSpecInput): Promise<LongshoreStart> {
  const submittedAtMs = performance.now();
  const { id } = await call<{ id: string }>(`${url}/api/v1/jobs`, { method: 'POST', body: JSON.stringify(spec) });
  const acceptedMs = performance.now() - submittedAtMs;
  const ofThisJob = (action: string) => (event: { action: string; attributes: Readonly<Record<string, string>> }) =>
    event.action === action && event.attributes['longshore.job'] === id;
  const created = await events.next(`creation for job ${id}`, ofThisJob('create'));
  const started = await events.next(`start for job ${id}`, ofThisJob('start'));
  await untilEnded(url, id);
  // Its removal belongs to it: the next measurement begins on an engine that rests.
  await events.next(`removal for job ${id}`, ofThisJob('destroy'));
  return {
    containerId: started.containerId,
    acceptedMs,
    createdMs: created.seenAtMs - submittedAtMs,
    startedMs: started.seenAtMs - submittedAtMs,
  };
}

async function untilEnded(url: string, id: string): Promise<void> {
  for (let waitedMs = 0; waitedMs < 30_000; waitedMs += 20) {
    const { state } = await call<{ state: JobState }>(`${url}/api/v1/jobs/${id}`);
    if (state === 'SUCCEEDED') return;
    if (jobHasEnded(state)) throw new Error(`Job ${id} ended ${state} where it should have succeeded`);
    await delay(20);
  }
  throw new Error(`Job ${id} did not end within 30 s`);
}

async function call<T>(url: string, init: RequestInit = {}): Promise<T> {
  const answer = await fetch(url, {
    ...init,
    headers: { 'content-type': 'application/json' },
    signal: AbortSignal.timeout(30_000),
  });
  if (answer.ok) return (await answer.json()) as T;
  const { title, detail } = (await answer.json()) as Problem;
  throw new Error(`${init.method ?? 'GET'} ${url}: ${answer.status} ${title}: ${detail}`);
}
