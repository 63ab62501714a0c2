import { setTimeout as delay } from 'node:timers/promises';
import type { Bus } from '@longshore/kafka';
import type { GeneratorConfig } from './config.ts';
import { createRecordSource } from './generate/record-source.ts';
import { taskShare } from './generate/task-share.ts';
import { produceRecords } from './produce/produce-records.ts';
import { ProgressReporter } from './produce/progress-reporter.ts';
import { type RetryOptions, withKafkaRetry } from './produce/send-with-retry.ts';

/** The topic that records were to be written to does not exist. */
export class TopicMissingError extends Error {
  override readonly name = 'TopicMissingError';
  readonly retryable = false;
}

export interface RunOptions {
  config: GeneratorConfig;
  bus: Bus;
  /** Aborted when the program is asked to stop. */
  stop: AbortSignal;
  /** A line for people. */
  say: (line: string) => void;
  /** A progress line for the agent. */
  writeProgress: (line: string) => void;
}

/**
 * Writes this task's share of the records, and returns when Kafka has acknowledged it or the stop came.
 *
 * @returns how many records are acknowledged, and whether that is all of them
 * @throws TemplateError, TopicMissingError, KafkaAwayError, or the broker's refusal
 */
export async function runGenerator(options: RunOptions): Promise<{ done: number; complete: boolean }> {
  const { config, bus, stop } = options;
  const nowMs = (): number => performance.now();
  const retry: RetryOptions = {
    deadlineMs: config.kafkaDeadlineMs,
    nowMs,
    sleep: (ms) => delay(ms),
    onTrouble: options.say,
  };
  const count = taskShare(config.totalCount, config.taskIndex, config.taskCount);
  const source = createRecordSource(config.template, config.seed, config.taskIndex);
  const progress = new ProgressReporter({ total: count, nowMs, write: options.writeProgress });

  const producer = await withKafkaRetry('connecting to Kafka', untilStop(retry, stop), async () => {
    await requireTopic(bus, config.topic);
    return bus.producer({ clientId: `longshore-data-generator-${config.taskIndex}` });
  });
  progress.report(0);
  const done = await produceRecords({
    ...retry,
    producer,
    topic: config.topic,
    source,
    count,
    ratePerSecond: config.totalRatePerSecond === null ? null : config.totalRatePerSecond / config.taskCount,
    stop,
    sleepUntilStop: (ms) => sleepUntil(ms, stop),
    onAcknowledged: (acknowledged) => progress.report(acknowledged),
  });
  progress.finish(done);
  return { done, complete: done === count };
}

/** Nothing is written yet while connecting, so a stop ends the tries. */
function untilStop(retry: RetryOptions, stop: AbortSignal): RetryOptions {
  return {
    ...retry,
    sleep: async (ms) => {
      await sleepUntil(ms, stop);
      stop.throwIfAborted();
    },
  };
}

async function sleepUntil(ms: number, stop: AbortSignal): Promise<void> {
  try {
    await delay(ms, undefined, { signal: stop });
  } catch (error) {
    if (!stop.aborted) throw error;
  }
}

async function requireTopic(bus: Bus, topic: string): Promise<void> {
  const admin = await bus.admin();
  const topics = await admin.listTopics();
  if (!topics.includes(topic)) {
    throw new TopicMissingError(`topic "${topic}" does not exist; create it first (a Longshore job does so by itself)`);
  }
}
