import { createCodec, createKafkaBus } from '@longshore/kafka';
import { realClock } from './clock.ts';
import { ConfigError, readConfig } from './config.ts';
import { type RunningHttpServer, startHttpServer } from './http/http-server.ts';
import { KitchenRun } from './run-kitchen.ts';
import { realUpsets } from './upset/upsets.ts';

const EXIT = { done: 0, failed: 1, badConfig: 64 } as const;

/** Of one request to Kafka: what is said later is worth less. */
const KAFKA_DEADLINE_MS = 5_000;
/** Between this program's own end and that by SIGKILL. */
const BEFORE_KILL_MS = 300;

const say = (line: string): void => console.error(line);

async function main(): Promise<void> {
  const config = readConfig();
  const { kitchen, bootstrapServers, registryUrl, topicPrefix } = config;
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stop.signal.aborted) process.exit(EXIT.failed);
      stop.abort(new Error(`stopped by ${signal}`));
      // Kafka may be away: what cooks is over, and waiting for its answer helps nobody.
      setTimeout(() => process.exit(EXIT.done), Math.max(0, config.graceMs - BEFORE_KILL_MS)).unref();
    });
  }
  const bus = createKafkaBus({
    bootstrapServers: [...bootstrapServers],
    clientId: `longshore-kitchen-${kitchen.id}`,
    deadlineMs: KAFKA_DEADLINE_MS,
  });
  const codec = createCodec({ registryUrl, topicPrefix });
  const producer = await bus.producer();
  const writeProgress = (line: string): void => console.log(line);
  const run = new KitchenRun({
    config,
    bus,
    codec,
    producer,
    clock: realClock,
    upsets: realUpsets,
    say,
    writeProgress,
  });
  const server = await serve(run, config.port);
  say(`${kitchen.id} cooks ${kitchen.capacity} at once, lets ${kitchen.railMax} wait`);
  const { cooked, unfinished } = await run.run(stop.signal);
  say(unfinished === 0 ? `closed after ${cooked} dishes` : `closed with ${unfinished} dishes unfinished`);
  await server?.close();
  await bus.close();
}

/** A kitchen cooks without it: on the host's own network another one may have the port. */
async function serve(run: KitchenRun, port: number): Promise<RunningHttpServer | null> {
  const { registry } = run.metrics;
  try {
    return await startHttpServer({
      host: '127.0.0.1',
      port,
      registry,
      notReadyBecause: () => run.notReadyBecause(),
    });
  } catch (error) {
    say(`no health and no metrics on port ${port}: ${(error as Error).message}`);
    return null;
  }
}

main().then(
  () => process.exit(EXIT.done),
  (error: unknown) => {
    const badConfig = error instanceof ConfigError;
    if (badConfig) say(`kitchen-node: ${error.message}`);
    else say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exit(badConfig ? EXIT.badConfig : EXIT.failed);
  },
);
