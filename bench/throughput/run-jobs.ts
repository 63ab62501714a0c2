import type { JobSpecInput } from '@longshore/schemas';
import { submitJob, untilSucceeded } from '../control-plane.ts';
import { RoundWatch } from './round-watch.ts';
import { type HostUnderLoad, type RoundTimes, tell } from './run-raw.ts';

export interface JobsRound {
  url: string;
  hosts: readonly HostUnderLoad[];
  /** Submitted all at once. */
  specs: readonly JobSpecInput[];
  /** Of all these jobs together. */
  containers: number;
  /** Told when the last container has ended. */
  onEnded: () => void;
}

/** Submits jobs and waits until all their containers have run and are gone. @throws when one does not succeed */
export async function runJobs({ url, hosts, specs, containers, onEnded }: JobsRound): Promise<RoundTimes> {
  using watch = new RoundWatch(
    hosts.map(({ events }) => events),
    containers,
  );
  const beganAtMs = performance.now();
  const [endedAtMs, ids] = await Promise.all([
    watch.until('die').then(tell(onEnded)),
    Promise.all(specs.map((spec) => submitJob(url, spec))),
  ]);
  for (const id of ids) await untilSucceeded(url, id);
  // Their removal belongs to them: the next round begins on engines that rest.
  await watch.until('destroy');
  return { beganAtMs, endedAtMs, byHost: watch.ended };
}
