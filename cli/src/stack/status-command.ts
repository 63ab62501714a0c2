import pc from 'picocolors';
import { loadStackConfig, type StackConfig } from './config.ts';
import { socketPath } from './plan/stack-layout.ts';
import { StackConnection } from './supervisor/control-client.ts';
import type { ServiceStatus, StackStatus } from './supervisor/protocol.ts';

/** `longshore status`: what runs, since when, and what had to be started again. Exit code 3 when the stack is not up. */
export async function statusCommand(options: { readonly json?: boolean }): Promise<void> {
  const config = loadStackConfig();
  const connection = await StackConnection.open(socketPath(config.stateDirectory));
  const status = await connection?.status();
  connection?.close();
  if (options.json) process.stdout.write(`${JSON.stringify(status ?? { phase: 'down', services: [] }, null, 2)}\n`);
  else if (status === undefined) process.stdout.write('The stack is down. Start it with "longshore up".\n');
  else printStatus(status, config);
  if (status?.phase !== 'up') process.exitCode = 3;
}

/** Prints the table of services. */
export function printStatus(status: StackStatus, config: StackConfig): void {
  const daemons = status.services.filter(({ kind, state }) => kind === 'daemon' || state === 'failed');
  const width = Math.max(...daemons.map(({ name }) => name.length));
  process.stdout.write(
    `\n${pc.bold(status.phase)} · ${Object.entries(status.facts)
      .map(([name, value]) => `${name} ${value}`)
      .join(' · ')}\n`,
  );
  for (const service of daemons) {
    const cells = [
      service.name.padEnd(width),
      colour(service)(service.state.padEnd(10)),
      `pid ${String(service.pid ?? '–').padEnd(8)}`,
      (service.address ?? '').padEnd(36),
      restarts(service),
    ];
    process.stdout.write(`  ${cells.join('  ').trimEnd()}\n`);
  }
  process.stdout.write(pc.dim(`  logs in ${config.stateDirectory}/logs\n`));
}

function restarts(service: ServiceStatus): string {
  if (service.restarts === 0 || service.lastExit === undefined) return '';
  const { code, signal, at } = service.lastExit;
  const how = signal === null ? `exited with ${code}` : `killed by ${signal}`;
  return `started again ${service.restarts} time${service.restarts === 1 ? '' : 's'}; last ${how} at ${at.slice(11, 19)}Z`;
}

function colour(service: ServiceStatus): (text: string) => string {
  switch (service.state) {
    case 'ready':
    case 'done':
      return pc.green;
    case 'failed':
      return pc.red;
    case 'restarting':
      return pc.yellow;
    default:
      return pc.blue;
  }
}
