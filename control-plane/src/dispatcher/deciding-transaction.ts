import { type AuditAction, type AuditSubjectType, newId, type ReasonView } from '@longshore/schemas';
import type pg from 'pg';
import { type Channel, notifyStatement } from '../database/channels.ts';
import { rolledBack } from '../database/in-transaction.ts';
import { toJson } from '../database/to-json.ts';
import { emptyTally, type Tally } from '../metrics/tally.ts';
import { type WebhookOccurrence, writeDeliveries } from '../webhooks/write-deliveries.ts';
import type { OutboxEntry } from './instruction.ts';
import { Mutex } from './mutex.ts';

/** Another dispatcher has taken the lead: this one decides nothing any more. */
export class LeadLostError extends Error {
  override name = 'LeadLostError';
}

/** One entry for a job's timeline. */
export interface NewJobEvent {
  jobId: string;
  attemptId?: string | null;
  taskIndex?: number | null;
  attempt?: number | null;
  agentId?: string | null;
  type: string;
  message: string;
  reason?: ReasonView | null;
}

export interface NewAudit {
  actor: string;
  action: AuditAction;
  subjectType: AuditSubjectType;
  subjectId: string;
  detail: unknown;
  uniqueKey?: string;
}

/** What one decision collects beside its own statements; written in one statement a kind, before it commits. */
export interface Decision {
  readonly client: pg.PoolClient;
  readonly events: NewJobEvent[];
  readonly outbox: OutboxEntry[];
  readonly audit: NewAudit[];
  /** What webhooks may want to be told of. */
  readonly occurrences: WebhookOccurrence[];
  /** Who is to be told to look again. */
  readonly notify: Set<Channel>;
  /** For the metrics. */
  readonly tally: Tally;
}

export interface Decider {
  /**
   * Runs `work` in a transaction in which this process is known to lead, and commits it. Decisions run one at a time,
   * so that the outbox's ids rise in the order in which decisions saw one another.
   *
   * @param afterCommit - called between the commit and the waking of the relay
   * @throws LeadLostError when the epoch is another one by now
   */
  decide<Result>(
    work: (decision: Decision) => Promise<Result>,
    afterCommit?: (decision: Decision) => void,
  ): Promise<Result>;
}

export interface DeciderOptions {
  pool: pg.Pool;
  /** The epoch of this process's takeover. */
  epoch: number;
  /** Told after a commit that put something into the outbox. */
  onInstructions: () => void;
  /** Told after a commit what was decided, for the metrics. */
  onDecided?: (tally: Tally) => void;
}

const INSERT_EVENTS = `
INSERT INTO job_event (job_id, attempt_id, task_index, attempt, agent_id, type, message, reason)
SELECT e."jobId", e."attemptId", e."taskIndex", e.attempt, e."agentId", e.type, e.message, e.reason
FROM ROWS FROM (jsonb_to_recordset($1::jsonb)
  AS ("jobId" uuid, "attemptId" uuid, "taskIndex" int, attempt int, "agentId" text, type text, message text, reason jsonb))
  WITH ORDINALITY AS e("jobId", "attemptId", "taskIndex", attempt, "agentId", type, message, reason, n)
ORDER BY n`;

const INSERT_OUTBOX = `
INSERT INTO outbox (agent_id, job_id, task_id, attempt_id, attempt, instruction)
SELECT o."agentId", o."jobId", o."taskId", o."attemptId", o.attempt, o.instruction
FROM ROWS FROM (jsonb_to_recordset($1::jsonb)
  AS ("agentId" text, "jobId" uuid, "taskId" uuid, "attemptId" uuid, attempt int, instruction jsonb))
  WITH ORDINALITY AS o("agentId", "jobId", "taskId", "attemptId", attempt, instruction, n)
ORDER BY n`;

const INSERT_AUDIT = `
INSERT INTO audit (actor, action, subject_type, subject_id, detail, unique_key)
SELECT a.actor, a.action, a."subjectType", a."subjectId", a.detail, a."uniqueKey"
FROM jsonb_to_recordset($1::jsonb)
  AS a(actor text, action text, "subjectType" text, "subjectId" text, detail jsonb, "uniqueKey" text)
ON CONFLICT (unique_key) DO NOTHING`;

function outboxRow(entry: OutboxEntry): Record<string, unknown> {
  const { body, ...ids } = entry;
  return { ...ids, instruction: { instructionId: newId(), agentId: entry.agentId, issuedAt: Date.now(), body } };
}

async function writeCollected(decision: Decision): Promise<void> {
  const { client, events, outbox, audit, occurrences, notify } = decision;
  if (events.length > 0) {
    notify.add('jobs');
    await client.query(INSERT_EVENTS, [toJson(events)]);
  }
  if (outbox.length > 0) await client.query(INSERT_OUTBOX, [toJson(outbox.map(outboxRow))]);
  if (audit.length > 0) await client.query(INSERT_AUDIT, [toJson(audit)]);
  // Whoever sends them looks at once, as for intent.
  if ((await writeDeliveries(client, occurrences)) > 0) notify.add('work');
  if (notify.size > 0) await client.query(notifyStatement(notify));
}

/** Makes the one place through which everything is decided while this process leads. */
export function createDecider(options: DeciderOptions): Decider {
  const { pool, epoch, onInstructions, onDecided } = options;
  const mutex = new Mutex();

  const holdLead = async (client: pg.PoolClient): Promise<void> => {
    // Both statements in one round trip; the row's lock keeps a takeover out until this commits.
    const results = (await client.query(
      'BEGIN; SELECT epoch FROM leadership WHERE id = 1 FOR SHARE',
    )) as unknown as pg.QueryResult<{ epoch: number }>[];
    const current = results[1]?.rows[0]?.epoch;
    if (current !== epoch) throw new LeadLostError(`epoch is ${current}, this process leads in ${epoch}`);
  };

  const decideOne = async <Result>(
    work: (decision: Decision) => Promise<Result>,
    afterCommit?: (decision: Decision) => void,
  ): Promise<Result> => {
    const client = await pool.connect();
    let broken: Error | undefined;
    const decision: Decision = {
      client,
      events: [],
      outbox: [],
      audit: [],
      occurrences: [],
      notify: new Set(),
      tally: emptyTally(),
    };
    try {
      await holdLead(client);
      const result = await work(decision);
      await writeCollected(decision);
      await client.query('COMMIT');
      afterCommit?.(decision);
      onDecided?.(decision.tally);
      if (decision.outbox.length > 0) onInstructions();
      return result;
    } catch (error) {
      broken = await rolledBack(client);
      throw error;
    } finally {
      client.release(broken);
    }
  };

  return { decide: (work, afterCommit) => mutex.run(() => decideOne(work, afterCommit)) };
}
