import { join } from 'node:path';
import type { DaemonDescription } from './service.ts';
import type { StackLayout } from './stack-layout.ts';

/** A way in for containers, from the engine's bridge to a service that listens on this host alone. */
export function describeForwarder(
  layout: StackLayout,
  way: {
    readonly name: string;
    readonly title: string;
    readonly gateway: string;
    readonly port: number;
    readonly to: number;
    readonly dependsOn: readonly string[];
  },
): DaemonDescription {
  const { name, title, gateway, port, to, dependsOn } = way;
  return {
    name,
    title,
    kind: 'daemon',
    command: [
      process.execPath,
      join(layout.repositoryRoot, 'cli/src/stack/programs/forward-main.ts'),
      `${gateway}:${port}`,
      `127.0.0.1:${to}`,
    ],
    cwd: layout.repositoryRoot,
    env: {},
    dependsOn,
    startTimeoutMs: 20_000,
    readiness: { kind: 'tcp', host: gateway, port },
    stopSignal: 'SIGTERM',
    stopGraceMs: 2_000,
    address: `${gateway}:${port}`,
    ports: [{ host: gateway, port }],
  };
}
