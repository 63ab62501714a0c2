import { join } from 'node:path';
import type { DaemonDescription } from './service.ts';
import type { EngineLayout } from './stack-layout.ts';

/** Describes a Docker Engine of the stack's own, for machines where none answers. */
export function describeEngine(stateDirectory: string, engine: EngineLayout & { kind: 'ours' }): DaemonDescription {
  return {
    name: 'engine',
    title: 'Docker Engine',
    kind: 'daemon',
    command: [
      'dockerd',
      '--host',
      `unix://${engine.socketPath}`,
      '--data-root',
      join(stateDirectory, 'docker'),
      '--pidfile',
      join(stateDirectory, 'dockerd.pid'),
      '--bip',
      engine.bridgeCidr,
    ],
    cwd: stateDirectory,
    env: {},
    dependsOn: [],
    startTimeoutMs: 60_000,
    readiness: { kind: 'socket', path: engine.socketPath, target: '/_ping' },
    stopSignal: 'SIGTERM',
    stopGraceMs: 30_000,
    address: engine.socketPath,
    ports: [],
  };
}
