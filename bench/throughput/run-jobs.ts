import type { JobSpecInput } from '@longshore/schemas';
import { type BenchedControlPlane, submitJob, untilSucceeded } from '../control-plane.ts';
import { RoundWatch } from './round-watch.ts';
import { type HostUnderLoad, type RoundTimes, tell } from './run-raw.ts';

export interface JobsRound {
  plane: BenchedControlPlane;
  hosts: readonly HostUnderLoad[];
  /** Submitted all at once. */
  specs: readonly JobSpecInput[];
  /** Of all these jobs together. */
  containers: number;
  /** Told when the last container has ended. */
  onEnded: () => void;
}

/** Submits jobs and waits until all their containers have run and are gone. @throws when one does not succeed */
export async function runJobs({ plane, hosts, specs, containers, onEnded }: JobsRound): Promise<RoundTimes> {
  using watch = new RoundWatch(
    hosts.map(({ events }) => events),
    containers,
  );
  const beganAtMs = performance.now();
  const [endedAtMs, ids] = await Promise.all([
    watch.until('die').then(tell(onEnded)),
    Promise.all(specs.map((spec) => submitJob(plane, spec))),
  ]);
  for (const id of ids) await untilSucceeded(plane, id);
  // Their removal belongs to them: the next round begins on engines that rest.
  await watch.until('destroy');
  return { beganAtMs, endedAtMs, byHost: watch.ended };
}
