import { fork } from 'node:child_process';
import { join } from 'node:path';

/** The bare consumer in a process of its own. */
export interface BareConsumer extends AsyncDisposable {
  pid: number;
  /** How many records it has hashed. */
  hashed(): number;
}

const READY_MS = 30_000;

/** Starts it and waits until it is in its group. @throws when it does not come up in time */
export async function startBareConsumer(environment: Readonly<Record<string, string>>): Promise<BareConsumer> {
  const child = fork(join(import.meta.dirname, 'bare-consumer-main.ts'), {
    env: { NODE_ENV: 'production', KAFKAJS_NO_PARTITIONER_WARNING: '1', ...environment },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  let hashed = 0;
  const { promise: ready, resolve, reject } = Promise.withResolvers<void>();
  const late = setTimeout(() => reject(new Error('the bare consumer did not come up in time')), READY_MS);
  child.on('message', (message: { hashed: number }) => {
    hashed = message.hashed;
    resolve();
  });
  child.on('exit', (code) => reject(new Error(`the bare consumer ended with ${code}`)));
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((done) => child.once('exit', done));
    child.kill('SIGKILL');
    await ended;
  };
  try {
    await ready;
  } catch (error) {
    await stop();
    throw error;
  } finally {
    clearTimeout(late);
  }
  return { pid: child.pid ?? 0, hashed: () => hashed, [Symbol.asyncDispose]: stop };
}
