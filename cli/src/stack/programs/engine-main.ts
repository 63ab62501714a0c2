import { openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { engineAnswers } from '../plan/engine-service.ts';
import { probe } from '../supervisor/probe.ts';
import { readEngine, startEngine, stopEngine } from './engine-process.ts';
import { FileLock } from './file-lock.ts';

/**
 * Uses the machine's shared engine for as long as it runs: `engine-main.ts <folder> <socket> <bridge>`. Who comes first
 * starts the engine, and who leaves last stops it, so that no stack takes it away from another. Ends with 1 when the
 * engine dies: the supervisor then starts this again, and this the engine.
 */
const [folder, socketPath, bridge] = process.argv.slice(2);
if (folder === undefined || socketPath === undefined || bridge === undefined) {
  throw new Error('usage: engine-main.ts <folder> <socket> <bridge address>');
}

const leaving = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => leaving.abort());

/** Held, shared, by all who use the engine. */
const use = new FileLock(openSync(join(folder, 'users.lock'), 'a'));
/** Held by the one who starts or stops it. */
const change = new FileLock(openSync(join(folder, 'change.lock'), 'a'));

await change.take('exclusive');
await use.take('shared');
if (readEngine(folder) === undefined) startEngine(folder, socketPath, bridge);
while ((await ask()) !== undefined && readEngine(folder) !== undefined && !leaving.signal.aborted) await delay(50);
await change.release();

if (readEngine(folder) !== undefined && !leaving.signal.aborted) process.stdout.write(`${engineAnswers}\n`);
while (readEngine(folder) !== undefined && !leaving.signal.aborted) {
  await delay(500, undefined, { signal: leaving.signal }).catch(() => 'leaving');
}

await change.take('exclusive');
await use.release();
if (await use.takeUnlessTaken()) await stopEngine(folder);
else process.stdout.write('others use the engine: it is left running\n');
process.exit(leaving.signal.aborted ? 0 : 1);

async function ask(): Promise<string | undefined> {
  const readiness = { kind: 'socket', path: socketPath ?? '', target: '/_ping' } as const;
  return await probe(readiness, { path: '', startOffset: 0 });
}
