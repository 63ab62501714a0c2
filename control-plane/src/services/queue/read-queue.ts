import type { Queue, QueueEntry, queueQuery, Receipt } from '@longshore/schemas';
import type pg from 'pg';
import { z } from 'zod';
import { inSnapshot } from '../../database/in-transaction.ts';
import { readPlaces } from '../../database/read-places.ts';
import { storedSpec } from '../../database/stored-spec.ts';
import { decodeCursor, encodeCursor } from '../../http/cursor.ts';
import type { Place, Weights } from '../../placement/place.ts';
import { placeTasks } from '../../placement/place-tasks.ts';
import { placementRequest } from '../../placement/placement-request.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { placesAfter, type QueuePlace } from './queue-places.ts';

interface WaitingRow {
  id: string;
  name: string;
  priority: number;
  createdAt: Date;
  spec: unknown;
  taskId: string;
  index: number;
  boundTo: string | null;
  waitsFor: string | null;
}

const WAITING = `
SELECT j.id, j.name, j.priority, j.created_at AS "createdAt", j.spec, t.id AS "taskId", t.index,
       t.agent_id AS "boundTo", t.waits_for AS "waitsFor"
FROM task t JOIN job j ON j.id = t.job_id WHERE t.id = ANY($1::uuid[])`;

const BACKING_OFF = `SELECT count(*)::int AS tasks FROM task WHERE state = 'BACKOFF'`;

/** Which agents were left out by what, the filter that leaves out most first. */
export function excludedByFilter({ candidates }: Pick<Receipt, 'candidates'>): QueueEntry['excluded'] {
  const agents = new Map<string, Set<string>>();
  for (const { agentId, excludedBy } of candidates) {
    for (const { filter } of excludedBy) agents.set(filter, (agents.get(filter) ?? new Set()).add(agentId));
  }
  return [...agents]
    .map(([filter, ids]) => ({ filter, agents: [...ids].sort() }))
    .sort((a, b) => b.agents.length - a.agents.length || (a.filter < b.filter ? -1 : 1));
}

/** The stored sentence may be about something else than room, such as a topic; what is weighed is the fleet of now. */
function entryOf(
  place: QueuePlace,
  row: WaitingRow,
  { places, weights, now }: { places: readonly Place[]; weights: Weights; now: string },
): QueueEntry | null {
  const [placement] = placeTasks(
    [
      {
        taskId: row.taskId,
        taskIndex: row.index,
        request: placementRequest(storedSpec(row.spec)),
        likeness: row.id,
        boundTo: row.boundTo,
        spread: null,
      },
    ],
    places,
    now,
    weights,
  );
  if (placement === undefined) return null;
  const { receipt } = placement;
  const { position, tasksAhead, tasksWaiting } = place;
  const fits = receipt.winner !== null;
  return {
    position,
    jobId: row.id,
    name: row.name,
    priority: row.priority,
    createdAt: row.createdAt.toISOString(),
    tasksWaiting,
    tasksAhead,
    waitsFor: fits ? (row.waitsFor ?? 'Waits for its turn, which comes within a second') : receipt.summary,
    wouldFit: receipt.wouldFit,
    excluded: excludedByFilter(receipt),
    receipt,
  };
}

async function readPage(client: pg.PoolClient, position: number, limit: number, weights: Weights): Promise<Queue> {
  const ranked = await placesAfter(client, position, limit + 1);
  const page = ranked.slice(0, limit);
  const { rows } = await client.query<WaitingRow>(WAITING, [page.map(({ firstTask }) => firstTask)]);
  const byJob = new Map(rows.map((row) => [row.id, row]));
  const places = page.length === 0 ? [] : await readPlaces(client);
  const now = new Date().toISOString();
  const items = page.flatMap((place): QueueEntry[] => {
    const row = byJob.get(place.id);
    const entry = row === undefined ? null : entryOf(place, row, { places, weights, now });
    return entry === null ? [] : [entry];
  });
  const last = page.at(-1);
  const backingOff = (await client.query<{ tasks: number }>(BACKING_OFF)).rows[0]?.tasks ?? 0;
  return {
    items,
    next: ranked.length > page.length && last !== undefined ? encodeCursor([last.position]) : null,
    jobs: ranked[0]?.jobs ?? 0,
    tasks: ranked[0]?.tasks ?? 0,
    backingOff,
  };
}

/** What waits to be placed, in the order in which it is looked at, and why it waits. Writes nothing. */
export async function readQueue(ctx: ServiceContext, query: z.output<typeof queueQuery>): Promise<Queue> {
  requirePermission(ctx, 'jobs:read');
  const [position] = decodeCursor(query.cursor, z.tuple([z.int().min(0)])) ?? [0];
  return inSnapshot(ctx.pool, (client) => readPage(client, position, query.limit, ctx.weights));
}
