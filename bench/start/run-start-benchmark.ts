import { engineRequest } from '../../test/hosts/engine-request.ts';
import { importShellImage, shellImage } from '../../test/hosts/images.ts';
import type { BenchedControlPlane } from '../control-plane.ts';
import { describeCommit, describeMachine, type Machine } from '../machine.ts';
import { EngineEvents } from './engine-events.ts';
import { measureStarts, type StartFigures } from './measure-starts.ts';
import { modelRequest } from './model-request.ts';

export interface StartBenchmarkOptions {
  /** The control plane. */
  plane: BenchedControlPlane;
  /** The engine that the only agent uses. */
  socketPath: string;
  /** Measurements of each way, one after the other in turn. */
  runs: number;
  /** The repository, for the commit. */
  root: string;
  /** Told after each pair. */
  onProgress?(done: number, total: number): void;
}

export interface StartBenchmark extends StartFigures {
  benchmark: 'start';
  at: string;
  commit: string;
  machine: Machine;
  image: string;
  runs: number;
}

/**
 * Measures what a running stack with one agent adds to the start of a container.
 *
 * The raw container has the very settings that Longshore gave its own, read from the engine.
 */
export async function runStartBenchmark(options: StartBenchmarkOptions): Promise<StartBenchmark> {
  const { plane, socketPath, runs, root, onProgress } = options;
  if ((await engineRequest(socketPath, 'GET', `/images/${shellImage}/json`)).status === 404) {
    await importShellImage(socketPath);
  }
  const spec = { kind: 'container' as const, name: 'bench start', image: shellImage, command: ['true'] };
  const events = await EngineEvents.follow(socketPath);
  try {
    const like = await modelRequest(plane, socketPath, events, spec);
    const figures = await measureStarts({ plane, places: [{ socketPath, events, spec }], like, runs, onProgress });
    return {
      benchmark: 'start',
      at: new Date().toISOString(),
      commit: describeCommit(root),
      machine: await describeMachine(socketPath),
      image: shellImage,
      runs,
      ...figures,
    };
  } finally {
    events.close();
  }
}
