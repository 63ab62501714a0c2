import { join } from 'node:path';
import type { DaemonDescription } from './service.ts';
import type { EngineLayout } from './stack-layout.ts';

/** What the keeper of the engine says when the engine can be used. */
export const engineAnswers = 'the engine answers';

/** Describes the use of a Docker Engine of our own, for machines that had none: all stacks on a machine share it. */
export function describeEngine(
  repositoryRoot: string,
  stateDirectory: string,
  engine: EngineLayout & { kind: 'ours' },
): DaemonDescription {
  return {
    name: 'engine',
    title: 'Docker Engine',
    kind: 'daemon',
    command: [
      process.execPath,
      join(repositoryRoot, 'cli/src/stack/programs/engine-main.ts'),
      engine.directory,
      engine.socketPath,
      engine.bridgeCidr,
    ],
    cwd: stateDirectory,
    env: {},
    dependsOn: [],
    // Another stack may be stopping it just now.
    startTimeoutMs: 90_000,
    readiness: { kind: 'log', text: engineAnswers },
    stopSignal: 'SIGTERM',
    stopGraceMs: 40_000,
    address: engine.socketPath,
    ports: [],
  };
}
