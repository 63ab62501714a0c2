import { newId, type WebhookEvent } from '@longshore/schemas';
import type pg from 'pg';
import { toJson } from '../database/to-json.ts';

/** Something that webhooks may want to be told of. */
export interface WebhookOccurrence {
  event: WebhookEvent;
  subjectType: 'job' | 'agent';
  subjectId: string;
  /** What happened, once and for all: `job ended <id>`. The same is never told twice. */
  occurrence: string;
  /** When, ISO 8601. */
  at: string;
  /** What is told of it. */
  data: unknown;
}

// A webhook that is being deleted is waited for and then left out, rather than that its deletion undoes what is told.
const INSERT = `
INSERT INTO webhook_delivery (webhook_id, event_id, event, subject_type, subject_id, occurrence, payload)
SELECT w.id, e."eventId", e.event, e."subjectType", e."subjectId", e.occurrence, e.payload
FROM jsonb_to_recordset($1::jsonb)
  AS e("eventId" uuid, event text, "subjectType" text, "subjectId" text, occurrence text, payload text)
JOIN webhook w ON e.event = ANY(w.events) AND NOT w.paused
FOR KEY SHARE OF w
ON CONFLICT (webhook_id, occurrence) DO NOTHING`;

/** The body of a message, in the form that Standard Webhooks recommends. */
export function payloadOf(type: string, timestamp: string, data: unknown): string {
  return toJson({ type, timestamp, data });
}

/**
 * Writes a delivery for every webhook that wants to be told, and returns how many those are.
 *
 * @param client - in the transaction of what is told, so that neither is there without the other
 */
export async function writeDeliveries(
  client: Pick<pg.ClientBase, 'query'>,
  occurrences: readonly WebhookOccurrence[],
): Promise<number> {
  if (occurrences.length === 0) return 0;
  const rows = occurrences.map(({ event, at, data, ...about }) => ({
    ...about,
    event,
    eventId: newId(),
    payload: payloadOf(event, at, data),
  }));
  return (await client.query(INSERT, [toJson(rows)])).rowCount ?? 0;
}
