import type { JobSpecInput } from '@longshore/schemas';
import type { BenchedControlPlane } from '../control-plane.ts';
import { type Distribution, describeDistribution } from '../distribution.ts';
import type { EngineEvents } from './engine-events.ts';
import { type LongshoreStart, startByLongshore } from './start-by-longshore.ts';
import { type ContainerRequest, startRaw } from './start-raw.ts';

/** Milliseconds until the engine says that the container started. */
export interface StartFigures {
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

/** An engine on which starts are measured, and a job that is placed on it. */
export interface StartPlace {
  socketPath: string;
  events: EngineEvents;
  spec: JobSpecInput;
}

export interface StartMeasurement {
  /** The control plane. */
  plane: BenchedControlPlane;
  /** One measurement after the other, in turn. */
  places: readonly [StartPlace, ...StartPlace[]];
  /** What is started raw. */
  like: ContainerRequest;
  /** Measurements of each way, over all places. */
  runs: number;
  /** Told after each pair. */
  onProgress?: ((done: number, total: number) => void) | undefined;
}

const warmUpsOfEach = 3;

/** Starts the same container in turn by the engine's socket and by submitting a job, and compares how long each took. */
export async function measureStarts(measurement: StartMeasurement): Promise<StartFigures> {
  const { plane, places, like, runs, onProgress } = measurement;
  const rawMs: number[] = [];
  const starts: LongshoreStart[] = [];
  const warmUps = warmUpsOfEach * places.length;
  for (let run = 0; run < warmUps + runs; run += 1) {
    const { socketPath, events, spec } = places[run % places.length] ?? places[0];
    const raw = await startRaw(socketPath, events, like);
    const start = await startByLongshore(plane, events, spec);
    if (run < warmUps) continue;
    rawMs.push(raw);
    starts.push(start);
    onProgress?.(starts.length, runs);
  }
  const longshoreMs = starts.map((start) => start.startedMs);
  const raw = describeDistribution(rawMs);
  const longshore = describeDistribution(longshoreMs);
  return {
    raw,
    longshore,
    accepted: describeDistribution(starts.map((start) => start.acceptedMs)),
    created: describeDistribution(starts.map((start) => start.createdMs)),
    addedMedianMs: longshore.median - raw.median,
    addedP95Ms: longshore.p95 - raw.p95,
    rawMs,
    longshoreMs,
  };
}
