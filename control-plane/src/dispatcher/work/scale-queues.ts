import { jobSpecSchema, newId, WORK_LIMITS, WORK_TYPES, type WorkType } from '@longshore/schemas';
import type pg from 'pg';
import type { Logger } from 'pino';
import { writeJob } from '../../database/write-job.ts';
import { decideScale, type QueueFacts, type ScaleDecision } from '../../work/decide/decide-scale.ts';
import type { DispatcherConfig } from '../config.ts';
import type { Decider, Decision } from '../deciding-transaction.ts';

/** How long a queue gets no more workers after one of them failed; twice as long after each that failed in an hour. */
const HOLD_SECONDS = 30;
const HOLD_SECONDS_MAX = 3_600;

/** Items of its type that such a worker works on at once: each has a thread, and the container’s memory is theirs. */
const CONCURRENCY = 2;

const ACTOR = 'dispatcher';

// A type that this version has and the database does not know yet.
const ADD_QUEUES = 'INSERT INTO work_queue (type) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING';

// How long it has been idle is told by the database's clock, across the processes that lead.
const NOTE_IDLE = `
UPDATE work_queue q SET idle_since = CASE WHEN open.n > 0 THEN NULL ELSE coalesce(q.idle_since, now()) END
FROM (SELECT w.type, (SELECT count(*) FROM work_item i WHERE i.type = w.type AND i.status IN ('queued', 'processing')) AS n
      FROM work_queue w) AS open
WHERE open.type = q.type AND (open.n > 0) = (q.idle_since IS NOT NULL)`;

const FACTS = `
SELECT q.type, q.minimum, q.maximum, q.items_per_worker AS "itemsPerWorker", q.idle_ms AS "idleMs",
  (SELECT count(*)::int FROM work_item i WHERE i.type = q.type AND i.status = 'queued' AND (i.due_at IS NULL OR i.due_at <= now())) AS waiting,
  (SELECT count(*)::int FROM work_item i WHERE i.type = q.type AND i.status = 'processing') AS processing,
  (SELECT count(*)::int FROM work_queue_job p JOIN job j ON j.id = p.job_id
    WHERE p.type = q.type AND j.ended_at IS NULL AND NOT j.stop_wanted) AS running,
  (SELECT count(*)::int FROM worker w WHERE w.types @> jsonb_build_array(jsonb_build_object('type', q.type))
    AND NOT q.type = ANY(w.stopped_types) AND w.last_heard_at > now() - ${WORK_LIMITS.workerSilentMs} * interval '1 millisecond'
    AND NOT EXISTS (SELECT 1 FROM work_queue_job p WHERE p.job_id = w.job_id)) AS others,
  (extract(epoch FROM now() - q.idle_since) * 1000)::float8 AS "idleForMs",
  coalesce((SELECT max(j.ended_at) > now() - least(${HOLD_SECONDS_MAX}, ${HOLD_SECONDS} * power(2, count(*) - 1)) * interval '1 second'
    FROM work_queue_job p JOIN job j ON j.id = p.job_id
    WHERE p.type = q.type AND j.state = 'FAILED' AND j.ended_at > now() - interval '1 hour'), false) AS "failedLately"
FROM work_queue q ORDER BY q.type`;

// The newest first: the others know their way.
const STOP = `
UPDATE job SET stop_wanted = true, stop_requested_at = now()
WHERE id IN (SELECT p.job_id FROM work_queue_job p JOIN job j ON j.id = p.job_id
             WHERE p.type = $1 AND j.ended_at IS NULL AND NOT j.stop_wanted ORDER BY p.job_id DESC LIMIT $2)
RETURNING id`;

interface Facts extends QueueFacts {
  type: WorkType;
}

export interface QueueScalerOptions {
  pool: pg.Pool;
  decider: Decider;
  /** What its workers are. */
  worker: DispatcherConfig['worker'];
  /** Without a key to make workers' keys with, none are run. */
  ready: boolean;
  log: Logger;
}

/** Runs workers for queues as jobs of the fleet, as many as what waits calls for. */
export class QueueScaler {
  readonly #options: QueueScalerOptions;
  #added = false;

  constructor(options: QueueScalerOptions) {
    this.#options = options;
  }

  /** One look. @returns null: the next is in its time */
  async look(): Promise<null> {
    const { pool, decider, ready } = this.#options;
    if (!this.#added) await pool.query(ADD_QUEUES, [WORK_TYPES]);
    this.#added = true;
    if (!ready) return null;
    await pool.query(NOTE_IDLE);
    const { rows } = await pool.query<Facts>(FACTS);
    const due = rows.some((facts) => isChange(decideScale(facts)));
    // Decided anew among what this process decides as the leader, so that none is started twice.
    if (due) await decider.decide((decision) => this.#scale(decision));
    return null;
  }

  async #scale(decision: Decision): Promise<void> {
    const { log } = this.#options;
    const { rows } = await decision.client.query<Facts>(FACTS);
    for (const facts of rows) {
      const decided = decideScale(facts);
      for (let n = 0; n < decided.start; n += 1) await this.#start(decision, facts);
      if (decided.stop > 0) await stop(decision, facts.type, decided.stop);
      if (isChange(decided)) log.info({ queue: facts.type, ...decided, waiting: facts.waiting }, 'scales a queue');
    }
  }

  async #start({ client }: Decision, { type, waiting }: Facts): Promise<void> {
    const { image, cpuMillis, memoryBytes } = this.#options.worker;
    const id = newId();
    await writeJob(client, {
      id,
      name: `worker-${type}-${id.slice(-4)}`,
      spec: jobSpecSchema.parse({
        kind: 'container',
        image,
        work: { types: [type], concurrency: CONCURRENCY },
        resources: { cpuMillis, memoryBytes },
      }),
      message: `Started for the queue ${type}, in which ${waiting} items wait`,
      actor: ACTOR,
      origin: null,
      schedule: null,
      answer: null,
    });
    await client.query('INSERT INTO work_queue_job (job_id, type) VALUES ($1, $2)', [id, type]);
  }
}

function isChange({ start, stop }: ScaleDecision): boolean {
  return start > 0 || stop > 0;
}

async function stop(decision: Decision, type: WorkType, count: number): Promise<void> {
  const { rows } = await decision.client.query<{ id: string }>(STOP, [type, count]);
  for (const { id } of rows) {
    decision.events.push({
      jobId: id,
      type: 'StopRequested',
      message: `The queue ${type} has fewer items than it has workers for`,
    });
    decision.audit.push({
      actor: ACTOR,
      action: 'JobStopRequested',
      subjectType: 'job',
      subjectId: id,
      detail: { queue: type },
    });
  }
  if (rows.length > 0) decision.notify.add('work');
}
