import { engineJson } from '../../test/hosts/engine-request.ts';
import type { EngineEvents } from '../start/engine-events.ts';
import type { ContainerRequest } from '../start/start-raw.ts';
import { RoundWatch } from './round-watch.ts';

/** A host on which containers are run. */
export interface HostUnderLoad {
  socketPath: string;
  events: EngineEvents;
}

/** When a round began, and when its last container ended, on the clock of `performance.now()`. */
export interface RoundTimes {
  beganAtMs: number;
  endedAtMs: number;
  /** How many containers ran on each host. */
  byHost: readonly number[];
}

export interface RawRound {
  hosts: readonly HostUnderLoad[];
  like: ContainerRequest;
  containers: number;
  /** Workers for each host; each makes, starts, awaits and removes one container after another. */
  concurrency: number;
  /** Told when the last container has ended. */
  onEnded: () => void;
}

/** Runs containers by the engines' sockets; a worker that is free takes the next one, so no host waits for another. */
export async function runRaw({ hosts, like, containers, concurrency, onEnded }: RawRound): Promise<RoundTimes> {
  using watch = new RoundWatch(
    hosts.map(({ events }) => events),
    containers,
  );
  let left = containers;
  const work = async ({ socketPath }: HostUnderLoad): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const { Id } = await engineJson<{ Id: string }>(socketPath, 'POST', '/containers/create', { body: like });
      await engineJson(socketPath, 'POST', `/containers/${Id}/start`);
      await engineJson(socketPath, 'POST', `/containers/${Id}/wait?condition=not-running`);
      await engineJson(socketPath, 'DELETE', `/containers/${Id}?v=1`);
    }
  };
  const beganAtMs = performance.now();
  const workers = hosts.flatMap((host) => Array.from({ length: concurrency }, () => work(host)));
  const [endedAtMs] = await Promise.all([watch.until('die').then(tell(onEnded)), ...workers]);
  await watch.until('destroy');
  return { beganAtMs, endedAtMs, byHost: watch.ended };
}

/** Passes a value on, and tells that it is there. */
export function tell<Value>(listener: () => void): (value: Value) => Value {
  return (value) => {
    listener();
    return value;
  };
}
