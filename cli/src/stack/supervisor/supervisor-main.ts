import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { StackPlan } from '../plan/service.ts';
import { serveControl } from './control-server.ts';
import { clearLeftovers } from './leftovers.ts';
import type { StackEvent } from './protocol.ts';
import { Supervisor } from './supervisor.ts';

/**
 * The supervisor process: reads its plan on standard input, serves its socket, starts everything, and stays until
 * it is told to stop. Its own output, one line an event, goes to supervisor.log.
 */
const plan = JSON.parse(await text(process.stdin)) as StackPlan;

// Its own log on a full disk is no reason to stop what runs.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

const leftovers = await clearLeftovers(join(plan.stateDirectory, 'processes.json'), 15_000);
if (leftovers.length > 0) say(`ended what an earlier supervisor had left running: ${leftovers.join(', ')}`);

const supervisor = new Supervisor(plan);
supervisor.follow((event) => say(describeEvent(event)));

const logRotation = setInterval(() => supervisor.rotateLogs(), 10_000);
let ended = false;

async function shutdown(): Promise<void> {
  await supervisor.stopAll('down');
  end();
}

function end(): void {
  if (ended) return;
  ended = true;
  clearInterval(logRotation);
  rmSync(plan.socketPath, { force: true });
  if (plan.disposable) rmSync(plan.stateDirectory, { recursive: true, force: true });
  // Lets the answers to those who wait for the end leave the socket.
  setTimeout(() => process.exit(0), 50);
}

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void shutdown());

rmSync(plan.socketPath, { force: true });
const server = serveControl(supervisor, shutdown);
server.listen(plan.socketPath);
await once(server, 'listening');

await supervisor.startAll();
if (supervisor.status().phase !== 'up') {
  await supervisor.stopAll('failed');
  // Those who follow get to read why before the socket goes away.
  setTimeout(end, 300);
}

function say(line: string): void {
  process.stdout.write(`${new Date().toISOString()} ${line}\n`);
}

function describeEvent(event: StackEvent): string {
  switch (event.type) {
    case 'phase':
      return `phase ${event.phase}`;
    case 'died':
      return `${event.name} died (${event.how}); starts again in ${event.delayMs} ms`;
    case 'failed':
      return `${event.name} failed: ${event.reason}`;
    case 'ready':
    case 'stopped':
      return `${event.name} ${event.type} after ${Math.round(event.tookMs)} ms`;
    default:
      return `${event.name} ${event.type}`;
  }
}
