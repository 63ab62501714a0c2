import { isMainThread, parentPort } from 'node:worker_threads';
import { createKafkaBus } from '@longshore/kafka';
import { ConfigError, readConfig } from './config.ts';
import { serveThread } from './perform/thread-main.ts';
import { createControlPlane, RefusedError } from './plane/control-plane.ts';
import { runWorker } from './run-worker.ts';

const EXIT = { done: 0, failed: 1, badConfig: 64, refused: 77 } as const;

const say = (line: string): void => console.error(line);

const stop = new AbortController();

async function main(): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stop.signal.aborted) process.exit(EXIT.failed);
      say(`${signal}: finishes what it holds`);
      stop.abort(new Error(`stopped by ${signal}`));
    });
  }
  const config = readConfig();
  const bus = createKafkaBus({ bootstrapServers: [...config.bootstrapServers], clientId: 'longshore-worker' });
  await runWorker({
    config,
    bus,
    plane: createControlPlane(config),
    threadProgram: new URL(import.meta.url),
    stop: stop.signal,
    say,
  });
  await bus.close();
}

function exitCodeOf(error: unknown): number {
  // Told to stop before it had begun.
  if (stop.signal.aborted && error === stop.signal.reason) return EXIT.done;
  if (error instanceof ConfigError) return EXIT.badConfig;
  return error instanceof RefusedError ? EXIT.refused : EXIT.failed;
}

// A thread of the worker runs the same program, so that one file is all that an image holds.
if (!isMainThread && parentPort !== null) serveThread(parentPort);
else {
  main().then(
    () => process.exit(EXIT.done),
    (error: unknown) => {
      const code = exitCodeOf(error);
      say(
        code === EXIT.failed && error instanceof Error
          ? (error.stack ?? error.message)
          : `worker: ${(error as Error).message}`,
      );
      process.exit(code);
    },
  );
}
