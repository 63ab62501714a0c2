import { BusError, createKafkaBus } from '@longshore/kafka';
import { ConfigError, readConfig } from './config.ts';
import { SupersededError } from './coordinate/run-coordinator.ts';
import { EXIT } from './exit-codes.ts';
import { createFailpoint } from './failpoint.ts';
import { KafkaAwayError } from './kafka-retry.ts';
import { runRole } from './run-role.ts';

const say = (line: string): void => console.error(line);
const stop = new AbortController();
let stoppedWith: number = EXIT.terminated;

for (const [signal, code] of [
  ['SIGTERM', EXIT.terminated],
  ['SIGINT', EXIT.interrupted],
] as const) {
  process.on(signal, () => {
    // Nothing has to be finished: what was not told in the log is done again by another.
    if (stop.signal.aborted) process.exit(code);
    stoppedWith = code;
    stop.abort(new Error(`stopped by ${signal}`));
    setTimeout(() => process.exit(code), 2_000).unref();
  });
}

async function main(): Promise<number> {
  const config = readConfig();
  const bus = createKafkaBus({
    bootstrapServers: config.bootstrapServers,
    clientId: `longshore-sorter-${config.taskIndex}`,
  });
  const { outcome, message } = await runRole({
    config,
    bus,
    stop: stop.signal,
    reach: createFailpoint(config.failpoint, () => process.kill(process.pid, 'SIGKILL')),
    say,
    writeProgress: (line) => console.log(line),
  });
  await bus.close();
  say(outcome === 'completed' ? 'the sort is complete' : `the sort failed: ${message}`);
  // One that fails is enough to fail the job: each that does is tried again a few times, for nothing.
  return outcome === 'completed' || config.taskIndex > 0 ? EXIT.done : EXIT.sortFailed;
}

function exitCodeOf(error: unknown): number {
  if (stop.signal.aborted) return stoppedWith;
  if (error instanceof ConfigError) return EXIT.badConfig;
  if (error instanceof SupersededError) return EXIT.superseded;
  if (error instanceof KafkaAwayError) return EXIT.kafkaAway;
  if (error instanceof BusError) return error.code === 'TOPIC_NOT_FOUND' ? EXIT.topicMissing : EXIT.kafkaRefused;
  return EXIT.failed;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    const code = exitCodeOf(error);
    if (code === EXIT.failed) say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    else say(`sorter: ${(error as Error).message}`);
    process.exit(code);
  },
);
