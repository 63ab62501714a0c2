import {
  type Bus,
  type Codec,
  type Consumer,
  LONE_READER_WAIT_MS,
  type Producer,
  type RecordBatch,
  topicName,
} from '@longshore/kafka';
import type { AgentStatus, JobStatus } from '@longshore/schemas';
import type pg from 'pg';
import type { Logger } from 'pino';
import type { AgentMemory } from '../../projection/agent-memory.ts';
import { foldAgentStatuses } from '../../projection/fold-agent-statuses.ts';
import { type FoldCounts, foldJobStatuses } from '../../projection/fold-job-statuses.ts';
import { foldPoison } from '../../projection/fold-poison.ts';
import type { Decider } from '../deciding-transaction.ts';
import type { ReachFailpoint } from '../failpoint.ts';
import { readerGroup } from './consumer-groups.ts';
import { FoldQueue } from './fold-queue.ts';
import { type PoisonedRecord, readRecords } from './read-records.ts';
import { sendDeadLetters } from './send-dead-letters.ts';
import { type NextOffset, storedOffset, storeOffsets } from './store-offsets.ts';

/** Under which the offsets are stored: PostgreSQL alone decides where reading goes on. */
const OFFSETS_OF = 'projector';

interface ReadBatch {
  jobStatuses: readonly JobStatus[];
  agentStatuses: readonly AgentStatus[];
  poisoned: readonly PoisonedRecord[];
  next: NextOffset;
}

export interface ProjectorOptions {
  bus: Bus;
  pool: pg.Pool;
  codec: Codec;
  decider: Decider;
  deadLetters: Producer;
  memory: AgentMemory;
  topicPrefix: string;
  epoch: number;
  resendAfterMs: number;
  syncAgainAfterMs: number;
  /** Monotonic milliseconds. */
  now: () => number;
  reach: ReachFailpoint;
  onFatal: (error: unknown) => void;
  isFatal: (error: unknown) => boolean;
  onFolded: (counts: { jobStatuses: number; agentStatuses: number; poisoned: number; reports: FoldCounts }) => void;
  log: Logger;
}

/** Reads what agents report and folds it into PostgreSQL, together with the offsets up to which it was read. */
export interface Projector {
  /** Records of the status topics not yet delivered; null while that is not known. */
  lag(): Promise<bigint | null>;
  close(): Promise<void>;
}

/** Starts reading both status topics from where the last fold left off. */
export async function startProjector(options: ProjectorOptions): Promise<Projector> {
  const { bus, pool, codec, decider, memory, topicPrefix, epoch, now, reach, log } = options;
  const jobTopic = topicName('Job_Status', topicPrefix);
  const agentTopic = topicName('Agent_Status', topicPrefix);

  const fold = async (batches: readonly ReadBatch[]): Promise<void> => {
    const jobStatuses = batches.flatMap((batch) => batch.jobStatuses);
    const agentStatuses = batches.flatMap((batch) => batch.agentStatuses);
    const poisoned = batches.flatMap((batch) => batch.poisoned);
    const reports = await decider.decide(
      async (decision) => {
        const counts = await foldJobStatuses(decision, jobStatuses);
        await foldPoison(decision, poisoned);
        await foldAgentStatuses(decision, agentStatuses, memory, {
          resendAfterMs: options.resendAfterMs,
          syncAgainAfterMs: options.syncAgainAfterMs,
          nowMs: now(),
        });
        await storeOffsets(
          decision.client,
          OFFSETS_OF,
          batches.map((batch) => batch.next),
        );
        reach('dispatcher.before-fold-commit');
        return counts;
      },
      () => reach('dispatcher.after-fold-commit'),
    );
    options.onFolded({
      jobStatuses: jobStatuses.length,
      agentStatuses: agentStatuses.length,
      poisoned: poisoned.length,
      reports,
    });
  };
  const queue = new FoldQueue(fold);

  const onBatch = async (batch: RecordBatch): Promise<void> => {
    const last = batch.records.at(-1);
    if (last === undefined) return;
    const next = { topic: batch.topic, partition: batch.partition, next: last.offset + 1n };
    try {
      if (batch.topic === jobTopic) {
        const { values, poisoned } = await readRecords(codec, 'JobStatus', batch);
        await sendDeadLetters(options.deadLetters, poisoned);
        await queue.add({ jobStatuses: values, agentStatuses: [], poisoned, next });
      } else {
        const { values, poisoned } = await readRecords(codec, 'AgentStatus', batch);
        await sendDeadLetters(options.deadLetters, poisoned);
        await queue.add({ jobStatuses: [], agentStatuses: values, poisoned, next });
      }
    } catch (error) {
      if (options.isFatal(error)) options.onFatal(error);
      throw error;
    }
  };

  // A group of this leadership's own: nothing waits for a dead predecessor's membership to run out.
  const consumer: Consumer = await bus.consumer({
    groupId: readerGroup(topicPrefix, 'projector', epoch),
    topics: [jobTopic, agentTopic],
    startAt: 'beginning',
    storedOffset: (partition) => storedOffset(pool, OFFSETS_OF, partition),
    onBatch,
    onTrouble: (error) => {
      if (error === null) log.info('reading the status topics again');
      else log.warn({ err: error }, 'reading the status topics is interrupted');
    },
    maxWaitMs: LONE_READER_WAIT_MS,
  });
  return { lag: () => consumer.lag(), close: () => consumer.close() };
}
