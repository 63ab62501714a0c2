import {
  BusError,
  type Codec,
  DEAD_LETTER_HEADERS,
  deadLetterTopicName,
  type OutgoingRecord,
  type TransactionalProducer,
  topicName,
} from '@longshore/kafka';
import type { JobInstruction } from '@longshore/schemas';
import type { RegistryCredential } from '@longshore/schemas/sealed';
import type pg from 'pg';
import type { Logger } from 'pino';
import type { Vault } from '../../secrets/vault.ts';
import type { Decider } from '../deciding-transaction.ts';
import type { ReachFailpoint } from '../failpoint.ts';
import { addSignIns, registriesOf } from './add-sign-ins.ts';
import { addWorkerKeys } from './add-worker-keys.ts';
import { markPublished, type PublishedRow } from './mark-published.ts';
import { readCredentials } from './read-credentials.ts';

/** Most instructions in one Kafka transaction. */
const ROWS_AT_ONCE = 1_000;
/** So much of an instruction that could not be sent is kept among the dead letters. */
const EXCERPT_BYTES = 65_536;

// By id among the unmarked, never from a cursor: a row whose transaction committed late has a low id.
const TAKE = `
SELECT o.id, o.agent_id AS "agentId", o.job_id AS "jobId", o.task_id AS "taskId", o.attempt_id AS "attemptId", o.attempt,
       o.instruction, a.lane, a.status->>'publicKey' AS "publicKey"
FROM outbox o JOIN agent a ON a.id = o.agent_id
WHERE o.published_at IS NULL AND a.lane IS NOT NULL
ORDER BY o.id LIMIT $1`;

interface OutboxRow extends PublishedRow {
  taskId: string | null;
  instruction: Omit<JobInstruction, 'epoch'>;
  lane: number;
  /** The agent's, of its boot that was heard last. */
  publicKey: string | null;
}

interface Prepared {
  records: OutgoingRecord[];
  sent: OutboxRow[];
  misfits: { row: OutboxRow; words: string }[];
}

export interface OutboxRelayOptions {
  pool: pg.Pool;
  decider: Decider;
  producer: TransactionalProducer;
  codec: Codec;
  topicPrefix: string;
  epoch: number;
  reach: ReachFailpoint;
  vault: Vault;
  /** With the first of which the keys of workers are signed; empty: workers get none. */
  secretKeys: readonly Uint8Array[];
  log: Logger;
  /** Told how many instructions went out, for the metrics. */
  onPublished: (count: number) => void;
}

function headersOf(row: OutboxRow): Record<string, string> {
  return {
    agentId: row.agentId,
    ...(row.jobId === null ? {} : { jobId: row.jobId }),
    ...(row.taskId === null ? {} : { taskId: row.taskId }),
    ...(row.attempt === null ? {} : { attempt: String(row.attempt) }),
    ...(row.attemptId === null ? {} : { attemptId: row.attemptId }),
  };
}

/**
 * Publishes what decisions put into the outbox. One look sends all unmarked rows in the order of their ids in one Kafka
 * transaction and marks them after it was acknowledged; so no later row of an agent is sent before an earlier one is
 * acknowledged, and a crash in between sends them again.
 */
export class OutboxRelay {
  readonly #options: OutboxRelayOptions;
  /** Whether the last transaction failed, so that its fate is unknown. */
  #failed = false;
  /** One after another once Kafka refused something as too large, to find out what it was. */
  #rowsAtOnce = ROWS_AT_ONCE;
  /** Why Kafka will never take a row, by its id. */
  readonly #refused = new Map<number, string>();

  constructor(options: OutboxRelayOptions) {
    this.#options = options;
  }

  /** One look; returns how soon the next should be, in milliseconds, or null. */
  async look(): Promise<number | null> {
    const { pool, decider, reach, onPublished } = this.#options;
    const { rows } = await pool.query<OutboxRow>(TAKE, [this.#rowsAtOnce]);
    if (rows.length === 0) {
      this.#rowsAtOnce = ROWS_AT_ONCE;
      return null;
    }
    const { records, sent, misfits } = await this.#prepare(rows);
    try {
      await this.#send(records);
    } catch (error) {
      this.#findOutWhatIsTooLarge(error, rows);
      throw error;
    }
    reach('dispatcher.after-publish');
    await decider.decide((decision) => markPublished(decision, sent, misfits));
    reach('dispatcher.after-mark');
    for (const { row } of misfits) this.#refused.delete(row.id);
    onPublished(sent.length);
    return rows.length === this.#rowsAtOnce ? 1 : null;
  }

  async #prepare(rows: readonly OutboxRow[]): Promise<Prepared> {
    const prepared: Prepared = { records: [], sent: [], misfits: [] };
    const refuse = (row: OutboxRow, words: string): void => {
      prepared.misfits.push({ row, words });
      prepared.records.push(this.#deadLetter(row, words));
    };
    const credentials = await this.#credentials(rows);
    for (const row of rows) {
      const refusal = this.#refused.get(row.id);
      if (refusal !== undefined) {
        refuse(row, refusal);
        continue;
      }
      try {
        prepared.records.push(await this.#record(row, credentials));
        prepared.sent.push(row);
      } catch (error) {
        // A record that does not fit its own schema never will; everything else is tried again.
        if (!(error instanceof TypeError)) throw error;
        refuse(row, error.message);
      }
    }
    return prepared;
  }

  /** Kafka tells that something was too large, not what: so each is tried by itself, and the one refused is known. */
  #findOutWhatIsTooLarge(error: unknown, rows: readonly OutboxRow[]): void {
    if (!(error instanceof BusError) || error.code !== 'RECORD_TOO_LARGE') return;
    const [only] = rows;
    this.#rowsAtOnce = 1;
    if (rows.length > 1 || only === undefined) return;
    this.#refused.set(
      only.id,
      `the instruction is larger than Kafka takes (${Buffer.byteLength(JSON.stringify(only.instruction))} bytes): shorten command, environment or template`,
    );
  }

  /** After a failure the producer is initialised again, which fences: only once this process is known to lead still. */
  async #send(records: readonly OutgoingRecord[]): Promise<void> {
    const { decider, producer } = this.#options;
    if (this.#failed) {
      await decider.decide(async () => undefined);
      await producer.initialise();
      this.#failed = false;
    }
    try {
      await producer.sendInTransaction(records);
    } catch (error) {
      this.#failed = true;
      throw error;
    }
  }

  /** Secrets are added here, so that they are nowhere at rest but where they are kept. */
  #credentials(rows: readonly OutboxRow[]): Promise<Map<string, RegistryCredential>> {
    const { pool, vault, log } = this.#options;
    const registries = rows.flatMap(({ instruction }) => registriesOf(instruction.body));
    return readCredentials(pool, vault, registries, (registry, error) =>
      log.error({ err: error, registry }, 'the credentials of a registry cannot be read; it is not signed in to'),
    );
  }

  async #record(row: OutboxRow, credentials: ReadonlyMap<string, RegistryCredential>): Promise<OutgoingRecord> {
    const { codec, topicPrefix, epoch, secretKeys } = this.#options;
    const { agentId: id, publicKey, instruction } = row;
    const agent = { id, publicKey };
    const signedIn = await addSignIns(instruction.body, agent, credentials);
    const body = await addWorkerKeys(signedIn, agent, secretKeys);
    const value = await codec.encode('JobInstruction', { ...instruction, epoch, body });
    return {
      topic: topicName('Job_Handling', topicPrefix),
      partition: row.lane,
      key: row.agentId,
      value,
      headers: headersOf(row),
    };
  }

  #deadLetter(row: OutboxRow, words: string): OutgoingRecord {
    const topic = topicName('Job_Handling', this.#options.topicPrefix);
    return {
      topic: deadLetterTopicName(topic),
      key: row.agentId,
      value: Buffer.from(JSON.stringify(row.instruction)).subarray(0, EXCERPT_BYTES),
      headers: {
        ...headersOf(row),
        [DEAD_LETTER_HEADERS.reason]: 'BAD_SPEC',
        [DEAD_LETTER_HEADERS.message]: words,
        [DEAD_LETTER_HEADERS.topic]: topic,
        [DEAD_LETTER_HEADERS.partition]: String(row.lane),
        [DEAD_LETTER_HEADERS.by]: 'dispatcher',
      },
    };
  }
}
