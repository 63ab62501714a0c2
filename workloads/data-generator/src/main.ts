import { BusError, createKafkaBus } from '@longshore/kafka';
import { TemplateError } from '@longshore/schemas/template';
import { ConfigError, type GeneratorConfig, readConfig } from './config.ts';
import { EXIT } from './exit-codes.ts';
import { KafkaAwayError } from './produce/send-with-retry.ts';
import { runGenerator, TopicMissingError } from './run-generator.ts';

/** An engine kills 10 s after SIGTERM unless told otherwise: better to say before that what could not be flushed. */
const FLUSH_DEADLINE_MS = 8_000;

const say = (line: string): void => console.error(line);
const stop = new AbortController();
let stoppedWith: number = EXIT.terminated;

for (const [signal, code] of [
  ['SIGTERM', EXIT.terminated],
  ['SIGINT', EXIT.interrupted],
] as const) {
  process.on(signal, () => {
    if (stop.signal.aborted) process.exit(code);
    stoppedWith = code;
    say(`${signal}: finishing what was sent`);
    stop.abort(new Error(`stopped by ${signal}`));
    setTimeout(() => {
      say(`Kafka did not acknowledge what was sent within ${FLUSH_DEADLINE_MS / 1_000} s of the stop`);
      process.exit(EXIT.kafkaAway);
    }, FLUSH_DEADLINE_MS).unref();
  });
}

async function main(): Promise<number> {
  const config: GeneratorConfig = readConfig();
  const bus = createKafkaBus({ bootstrapServers: config.bootstrapServers, clientId: 'longshore-data-generator' });
  const { done, complete } = await runGenerator({
    config,
    bus,
    stop: stop.signal,
    say,
    writeProgress: (line) => console.log(line),
  });
  await bus.close();
  say(complete ? `wrote ${done} records to ${config.topic}` : `stopped after ${done} records to ${config.topic}`);
  return complete ? EXIT.done : stoppedWith;
}

function exitCodeOf(error: unknown): number {
  if (stop.signal.aborted && error === stop.signal.reason) return stoppedWith;
  if (error instanceof ConfigError || error instanceof TemplateError) return EXIT.badConfig;
  if (error instanceof TopicMissingError) return EXIT.topicMissing;
  if (error instanceof KafkaAwayError) return EXIT.kafkaAway;
  if (error instanceof BusError) return error.code === 'TOPIC_NOT_FOUND' ? EXIT.topicMissing : EXIT.kafkaRefused;
  return EXIT.failed;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    const code = exitCodeOf(error);
    if (code === EXIT.failed) say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    else say(`data-generator: ${(error as Error).message}`);
    process.exit(code);
  },
);
