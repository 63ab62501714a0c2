import { spawn } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { type ProcessIdentity, processIdentity } from '../supervisor/leftovers.ts';

const identitySchema = z.object({ pid: z.number(), startTicks: z.string() });
const stopGraceMs = 30_000;

const recordIn = (folder: string): string => join(folder, 'engine.json');

/** @returns the process of the shared engine, if it lives */
export function readEngine(folder: string): ProcessIdentity | undefined {
  let text: string;
  try {
    text = readFileSync(recordIn(folder), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const recorded = identitySchema.safeParse(text === '' ? undefined : JSON.parse(text)).data;
  if (recorded === undefined) return undefined;
  return processIdentity(recorded.pid)?.startTicks === recorded.startTicks ? recorded : undefined;
}

/** Starts the engine in a session of its own: it outlives who started it, as long as others use it. */
export function startEngine(folder: string, socketPath: string, bridge: string): void {
  const args = ['--host', `unix://${socketPath}`, '--data-root', join(folder, 'docker')];
  const engine = spawn('dockerd', [...args, '--pidfile', join(folder, 'dockerd.pid'), '--bip', bridge], {
    cwd: folder,
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  engine.once('error', (error) => process.stderr.write(`${error.message}\n`));
  engine.unref();
  if (engine.pid === undefined) return;
  writeFileSync(recordIn(folder), JSON.stringify(processIdentity(engine.pid)));
}

/** Stops the engine, if it runs. */
export async function stopEngine(folder: string): Promise<void> {
  const engine = readEngine(folder);
  if (engine === undefined) return;
  process.kill(engine.pid, 'SIGTERM');
  const deadline = performance.now() + stopGraceMs;
  while (readEngine(folder) !== undefined && performance.now() < deadline) await delay(50);
  if (readEngine(folder) !== undefined) process.kill(engine.pid, 'SIGKILL');
  rmSync(recordIn(folder));
}
