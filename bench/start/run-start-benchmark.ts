import type { JobSpecInput } from '@longshore/schemas';
import { engineRequest } from '../../test/hosts/engine-request.ts';
import { importShellImage, shellImage } from '../../test/hosts/images.ts';
import { type Distribution, describeDistribution } from '../distribution.ts';
import { describeCommit, describeMachine, type Machine } from '../machine.ts';
import { EngineEvents } from './engine-events.ts';
import { type LongshoreStart, startByLongshore } from './start-by-longshore.ts';
import { requestLike, startRaw } from './start-raw.ts';

export interface StartBenchmarkOptions {
  /** The control plane. */
  url: string;
  /** The engine that the only agent uses. */
  socketPath: string;
  /** Measurements of each way, one after the other in turn. */
  runs: number;
  /** The repository, for the commit. */
  root: string;
  /** Told after each pair. */
  onProgress?(done: number, total: number): void;
}

/** Milliseconds until the engine says that the container started. */
export interface StartBenchmark {
  benchmark: 'start';
  at: string;
  commit: string;
  machine: Machine;
  image: string;
  runs: number;
  raw: Distribution;
  longshore: Distribution;
  /** Where Longshore's time goes: submission accepted, container created. */
  accepted: Distribution;
  created: Distribution;
  /** What Longshore adds: difference of the medians, and of the 95th percentiles. */
  addedMedianMs: number;
  addedP95Ms: number;
  rawMs: number[];
  longshoreMs: number[];
}

const warmUps = 3;

/**
 * Starts the same container in turn by the engine's socket and by submitting a job, and compares how long each took.
 *
 * The raw container has the very settings that Longshore gave its own, read from the engine.
 */
export async function runStartBenchmark(options: StartBenchmarkOptions): Promise<StartBenchmark> {
  const { url, socketPath, runs, root } = options;
  if ((await engineRequest(socketPath, 'GET', `/images/${shellImage}/json`)).status === 404) {
    await importShellImage(socketPath);
  }
  const spec: JobSpecInput = { kind: 'container', name: 'bench start', image: shellImage, command: ['true'] };
  const events = await EngineEvents.follow(socketPath);
  try {
    const like = await requestLikeLongshores(url, socketPath, events);
    const rawMs: number[] = [];
    const starts: LongshoreStart[] = [];
    for (let run = -warmUps; run < runs; run += 1) {
      const raw = await startRaw(socketPath, events, like);
      const start = await startByLongshore(url, events, spec);
      if (run < 0) continue;
      rawMs.push(raw);
      starts.push(start);
      options.onProgress?.(run + 1, runs);
    }
    const raw = describeDistribution(rawMs);
    const longshoreMs = starts.map((start) => start.startedMs);
    const longshore = describeDistribution(longshoreMs);
    return {
      benchmark: 'start',
      at: new Date().toISOString(),
      commit: describeCommit(root),
      machine: await describeMachine(socketPath),
      image: shellImage,
      runs,
      raw,
      longshore,
      accepted: describeDistribution(starts.map((start) => start.acceptedMs)),
      created: describeDistribution(starts.map((start) => start.createdMs)),
      addedMedianMs: longshore.median - raw.median,
      addedP95Ms: longshore.p95 - raw.p95,
      rawMs,
      longshoreMs,
    };
  } finally {
    events.close();
  }
}

/** Runs one job that lives long enough to be looked at, and returns its container's settings with the short command. */
async function requestLikeLongshores(url: string, socketPath: string, events: EngineEvents) {
  const name = `bench start, the model ${Date.now()}`;
  const running = startByLongshore(url, events, {
    kind: 'container',
    name,
    image: shellImage,
    command: ['sleep', '1'],
  });
  const seen = events.next(
    'start of the model',
    (event) => event.action === 'start' && event.attributes.image === shellImage,
  );
  const model = await Promise.race([seen, running.then(() => seen)]);
  const like = await requestLike(socketPath, model.containerId);
  await running;
  return { ...like, Cmd: ['true'] };
}
