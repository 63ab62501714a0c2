import { join } from 'node:path';
import { type Bus, sortTopics } from '@longshore/kafka';
import { formatProgressLine, newId } from '@longshore/schemas';
import type { SortOutcome, SortPlan } from '@longshore/schemas/sort';
import type { SorterConfig } from './config.ts';
import { ControlLog } from './control/control-log.ts';
import { PulseReader, sendPulse } from './control/pulses.ts';
import { runCoordinator } from './coordinate/run-coordinator.ts';
import type { ReachFailpoint } from './failpoint.ts';
import { type RetryOptions, withKafkaRetry } from './kafka-retry.ts';
import { SpillFile } from './spill/spill-file.ts';
import { holdShares } from './work/held-shares.ts';
import { runSorter } from './work/run-sorter.ts';
import type { Workshop } from './work/workshop.ts';

export interface RoleOptions {
  config: SorterConfig;
  bus: Bus;
  /** Aborted when the program is asked to stop. */
  stop: AbortSignal;
  reach: ReachFailpoint;
  /** A line for people. */
  say: (line: string) => void;
  /** A progress line for the agent. */
  writeProgress: (line: string) => void;
}

const PULSE_EVERY_MS = 1_000;
const PROGRESS_EVERY_MS = 500;

/** Coordinates or sorts, by the task's index, until the sort has ended. */
export async function runRole(options: RoleOptions): Promise<SortOutcome> {
  const { config, bus, stop, say } = options;
  const retry: RetryOptions = { deadlineMs: config.kafkaDeadlineMs, stop, say };
  const topics = sortTopics(config.sortId, config.topicPrefix);
  const name = `longshore-sorter-${config.taskIndex}`;
  const { reader, producer } = await withKafkaRetry('connecting to Kafka', retry, async () => ({
    reader: await bus.reader(topics.control),
    producer: await bus.producer({ clientId: name }),
  }));
  const log = new ControlLog({ topic: topics.control, reader, producer, retry });
  const boot = newId();
  if (config.taskIndex === 0) {
    return runCoordinator({
      coordinator: boot,
      log,
      pulses: new PulseReader(await bus.reader(topics.control), retry),
      newId,
      nowMs: () => performance.now(),
      reach: options.reach,
      stop,
      say,
      progress: everySoOften((done, total) => {
        options.writeProgress(formatProgressLine({ done, total, unit: 'elements' }));
      }),
      output: { bus, resultTopic: topics.result, retry },
      clockwork: { silentAfterMs: config.silentAfterMs, slowAfterMs: config.slowAfterMs },
    });
  }
  const doing = { try: null as string | null, phase: 'idle', done: 0 };
  const report = everySoOften((done) =>
    options.writeProgress(formatProgressLine({ done, total: null, unit: 'elements' })),
  );
  const base: Omit<Workshop, 'plan' | 'retry'> = {
    bus,
    producer,
    admin: await bus.admin(),
    topics,
    topicPrefix: config.topicPrefix,
    memoryBytes: config.memoryBytes,
    chunkBytes: config.chunkBytes,
    openSpill: () => SpillFile.create(join(config.spillFolder, `longshore-sort-${newId()}`)),
    reach: options.reach,
    progress: (phase, count) => {
      doing.phase = phase;
      doing.done += count;
      report(doing.done, null);
    },
    held: holdShares(config.memoryBytes),
  };
  // One that is lost is followed by the next; when Kafka is away others say so.
  const beat = setInterval(() => {
    sendPulse(producer, topics.control, { worker: config.taskIndex, boot, ...doing }).catch((error: unknown) => {
      say(`pulse: ${(error as Error).message}`);
    });
  }, PULSE_EVERY_MS);
  try {
    return await runSorter({
      worker: config.taskIndex,
      boot,
      agentId: config.agentId,
      log,
      shopFor: (plan: SortPlan, closed) => ({ ...base, plan, retry: { ...retry, stop: closed } }),
      working: (tryId) => {
        doing.try = tryId;
        doing.phase = tryId === null ? 'idle' : 'begin';
      },
      reach: options.reach,
      stop,
    });
  } finally {
    clearInterval(beat);
  }
}

function everySoOften(
  write: (done: number, total: number | null) => void,
): (done: number, total: number | null) => void {
  let writtenAtMs = Number.NEGATIVE_INFINITY;
  return (done, total) => {
    if (performance.now() - writtenAtMs < PROGRESS_EVERY_MS && done !== total) return;
    writtenAtMs = performance.now();
    write(done, total);
  };
}
