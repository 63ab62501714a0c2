import type { JobSpecInput } from '@longshore/schemas';
import { type BenchedControlPlane, submitJob, untilSucceeded } from '../control-plane.ts';
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
export async function startByLongshore(
  plane: BenchedControlPlane,
  events: EngineEvents,
  spec: JobSpecInput,
): Promise<LongshoreStart> {
  const submittedAtMs = performance.now();
  const id = await submitJob(plane, spec);
  const acceptedMs = performance.now() - submittedAtMs;
  const ofThisJob = (action: string) => (event: { action: string; attributes: Readonly<Record<string, string>> }) =>
    event.action === action && event.attributes['longshore.job'] === id;
  const created = await events.next(`creation for job ${id}`, ofThisJob('create'));
  const started = await events.next(`start for job ${id}`, ofThisJob('start'));
  await untilSucceeded(plane, id);
  // Its removal belongs to it: the next measurement begins on an engine that rests.
  await events.next(`removal for job ${id}`, ofThisJob('destroy'));
  return {
    containerId: started.containerId,
    acceptedMs,
    createdMs: created.seenAtMs - submittedAtMs,
    startedMs: started.seenAtMs - submittedAtMs,
  };
}
