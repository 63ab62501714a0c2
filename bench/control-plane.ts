import { setTimeout as delay } from 'node:timers/promises';
import { type JobSpecInput, type JobState, jobHasEnded, type Problem } from '@longshore/schemas';

/** A control plane, and a key for it where one is known. */
export interface BenchedControlPlane {
  url: string;
  key: string | undefined;
}

/** Submits a job as any client would; resolves with its id when it was accepted. */
export async function submitJob(plane: BenchedControlPlane, spec: JobSpecInput): Promise<string> {
  const { id } = await callControlPlane<{ id: string }>(plane, '/jobs', {
    method: 'POST',
    body: JSON.stringify(spec),
  });
  return id;
}

/** @throws when the job does not succeed, or does not end in time */
export async function untilSucceeded(plane: BenchedControlPlane, id: string): Promise<void> {
  for (let waitedMs = 0; waitedMs < 30_000; waitedMs += 20) {
    const { state } = await callControlPlane<{ state: JobState }>(plane, `/jobs/${id}`);
    if (state === 'SUCCEEDED') return;
    if (jobHasEnded(state)) throw new Error(`Job ${id} ended ${state} where it should have succeeded`);
    await delay(20);
  }
  throw new Error(`Job ${id} did not end within 30 s`);
}

/** @throws with the problem's words when the answer is none */
export async function callControlPlane<T>(
  { url, key }: BenchedControlPlane,
  path: string,
  init: { method?: string; body?: string } = {},
): Promise<T> {
  const answer = await fetch(`${url}/api/v1${path}`, {
    ...init,
    headers: {
      'content-type': 'application/json',
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
    },
    signal: AbortSignal.timeout(30_000),
  });
  if (answer.ok) return (await answer.json()) as T;
  const { title, detail } = (await answer.json()) as Problem;
  throw new Error(`${init.method ?? 'GET'} ${path}: ${answer.status} ${title}: ${detail}`);
}
