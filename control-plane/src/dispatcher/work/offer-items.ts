import {
  DEAD_LETTER_HEADERS,
  deadLetterTopicName,
  type OutgoingRecord,
  type Producer,
  workTopicName,
} from '@longshore/kafka';
import { WORK_LIMITS, type WorkFailure, type WorkItemStatus, type WorkType } from '@longshore/schemas';
import type pg from 'pg';
import { notifyStatement } from '../../database/channels.ts';
import { toJson } from '../../database/to-json.ts';
import type { ReachFailpoint } from '../failpoint.ts';

/** Most that one look tells. */
const ITEMS_AT_ONCE = 1_000;

/** After which an offer that nobody took is made again. */
const TELL_AGAIN_MS = 60_000;
/** So many of each type at once: with a deep queue most offers are merely waiting for their turn. */
const TELL_AGAIN_AT_ONCE = 100;

interface DueItem {
  id: string;
  type: WorkType;
  chain: string | null;
  status: WorkItemStatus;
  tries: number;
  failure: WorkFailure | null;
}

const DUE = `
SELECT id, type, chain, status, tries, failure FROM work_item
WHERE due_at <= now() AND status IN ('queued', 'failed') ORDER BY due_at, id LIMIT ${ITEMS_AT_ONCE}`;

// What was claimed, or failed again, between the look and this is left as it is; so is what somebody has locked, who claims
// it (and clears its time) or is refused (then it is told once more). Nothing is waited for with locks in hand.
const TOLD = `
WITH told AS (
  SELECT w.id, t.status, t.topic FROM jsonb_to_recordset($1::jsonb) AS t(id uuid, status text, tries int, topic text)
  JOIN work_item w ON w.id = t.id AND w.status = t.status AND w.tries = t.tries AND w.due_at <= now()
  FOR UPDATE OF w SKIP LOCKED)
UPDATE work_item w SET due_at = NULL, offered_at = now(), life = CASE WHEN told.status = 'failed' THEN w.life ELSE
  CASE WHEN jsonb_array_length(w.life) >= ${WORK_LIMITS.lifeMax} THEN w.life - 0 ELSE w.life END
  || jsonb_build_object('at', now(), 'what', 'offered', 'try', w.tries, 'worker', NULL, 'message', 'To ' || told.topic) END
FROM told WHERE w.id = told.id`;

const TELL_AGAIN = `
UPDATE work_item w SET due_at = now() FROM (
  SELECT i.id FROM work_queue q CROSS JOIN LATERAL (
    SELECT id FROM work_item WHERE type = q.type AND status = 'queued' AND due_at IS NULL
      AND offered_at < now() - ${TELL_AGAIN_MS} * interval '1 millisecond'
    ORDER BY id LIMIT ${TELL_AGAIN_AT_ONCE} FOR UPDATE SKIP LOCKED) i) AS lost
WHERE w.id = lost.id`;

const UNTIL_NEXT = `
SELECT ceil(extract(epoch FROM min(due_at) - now()) * 1000)::float8 AS ms FROM work_item WHERE due_at IS NOT NULL`;

/** An item as its topic is told of it: an offer, or a dead letter. What is to be done stays in the database. */
export function offerOf({ id, type, chain, status, tries, failure }: DueItem, topicPrefix: string): OutgoingRecord {
  const topic = workTopicName(type, topicPrefix);
  const dead = status === 'failed';
  return {
    topic: dead ? deadLetterTopicName(topic) : topic,
    // All appends to a chain are on one partition, so that they come one after another.
    key: chain ?? id,
    value: Buffer.from(JSON.stringify({ itemId: id, type, tries })),
    headers: {
      itemId: id,
      type,
      ...(dead
        ? {
            [DEAD_LETTER_HEADERS.reason]: failure?.code ?? 'UNKNOWN',
            [DEAD_LETTER_HEADERS.message]: failure?.message ?? '',
            [DEAD_LETTER_HEADERS.topic]: topic,
            [DEAD_LETTER_HEADERS.by]: 'dispatcher',
          }
        : {}),
    },
  };
}

export interface WorkOffersOptions {
  pool: pg.Pool;
  producer: Pick<Producer, 'send'>;
  topicPrefix: string;
  reach: ReachFailpoint;
}

/**
 * Tells topics of items: the rows are an outbox. A crash between telling and marking tells twice, and so may two processes
 * of which one does not know yet that it leads no more; a claim is decided by the row.
 */
export class WorkOffers {
  readonly #options: WorkOffersOptions;

  constructor(options: WorkOffersOptions) {
    this.#options = options;
  }

  /** One look; returns how soon the next should be, in milliseconds, or null. */
  async look(): Promise<number | null> {
    const { pool, producer, topicPrefix, reach } = this.#options;
    const { rows } = await pool.query<DueItem>(DUE);
    if (rows.length === 0) {
      const { rows: next } = await pool.query<{ ms: number | null }>(UNTIL_NEXT);
      return next[0]?.ms ?? null;
    }
    await producer.send(rows.map((item) => offerOf(item, topicPrefix)));
    reach('dispatcher.after-work-offer');
    const told = rows.map(({ id, type, status, tries }) => ({
      id,
      status,
      tries,
      topic: workTopicName(type, topicPrefix),
    }));
    await pool.query(TOLD, [toJson(told)]);
    reach('dispatcher.after-work-mark');
    await pool.query(notifyStatement(['queues']));
    return 1;
  }

  /** Makes offers again that may have been lost on the way. @returns null */
  async tellAgain(): Promise<null> {
    await this.#options.pool.query(TELL_AGAIN);
    return null;
  }
}
