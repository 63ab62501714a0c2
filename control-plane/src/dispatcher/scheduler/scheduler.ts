import type pg from 'pg';
import { SpecCache } from '../../database/stored-spec.ts';
import type { Weights } from '../../placement/place.ts';
import type { Decider, Decision } from '../deciding-transaction.ts';
import type { ReachFailpoint } from '../failpoint.ts';
import { expireJobs } from './expire-jobs.ts';
import { failJobsOfTopic } from './fail-jobs-of-topic.ts';
import { keepPerHostTasks } from './keep-per-host-tasks.ts';
import type { TopicKeeper } from './missing-topics.ts';
import { placeQueuedTasks } from './place-queued-tasks.ts';
import { requeueTasks } from './requeue-tasks.ts';
import { stopJobs } from './stop-jobs.ts';

/** Specs of queued jobs that are kept between two looks. */
const SPECS_KEPT = 5_000;

/** Most topics that are made in one go. */
const TOPICS_AT_ONCE = 50;

const MISSING_TOPICS = `
SELECT DISTINCT j.topic FROM task t JOIN job j ON j.id = t.job_id
WHERE t.state = 'QUEUED' AND NOT j.stop_wanted AND j.topic IS NOT NULL AND NOT (j.topic = ANY($1::text[]))
LIMIT ${TOPICS_AT_ONCE}`;

// Most jobs have neither: one look at two small indexes spares theirs.
const RULES_PRESENT = `
SELECT EXISTS (SELECT FROM job WHERE spec ? 'jobDeadlineMs' AND ended_at IS NULL) AS deadlines,
       EXISTS (SELECT FROM job WHERE spec->>'perHost' = 'true' AND ended_at IS NULL) AS "perHost"`;

interface RulesPresent {
  deadlines: boolean;
  perHost: boolean;
}

const NO_RULES: RulesPresent = { deadlines: false, perHost: false };

async function rulesPresent({ client }: Decision): Promise<RulesPresent> {
  return (await client.query<RulesPresent>(RULES_PRESENT)).rows[0] ?? NO_RULES;
}

const SAY_TOPIC_WAITS = `
UPDATE task t SET waits_for = $2 FROM job j
WHERE j.id = t.job_id AND j.topic = $1 AND t.state = 'QUEUED' AND t.waits_for IS DISTINCT FROM $2`;

export interface SchedulerOptions {
  pool: pg.Pool;
  decider: Decider;
  topics: TopicKeeper;
  reach: ReachFailpoint;
  weights: Weights;
  /** Asks for another look as soon as may be. */
  wake: () => void;
  onError: (error: unknown) => void;
}

/** Carries out deadlines of jobs and wanted stops, keeps per-host jobs on every agent they are for, queues again what backed off, and places what is queued. */
export class Scheduler {
  readonly #options: SchedulerOptions;
  readonly #specs = new SpecCache(SPECS_KEPT);
  #makingTopics: Promise<void> | null = null;

  constructor(options: SchedulerOptions) {
    this.#options = options;
  }

  /** One look; returns how soon the next should be, in milliseconds, or null. */
  async look(): Promise<number | null> {
    await this.#makeMissingTopics();
    const known = this.#options.topics.known();
    const { decider, reach, weights } = this.#options;
    let soonerMs: number | null = null;
    let offset = 0;
    let more = true;
    while (more) {
      const first = offset === 0;
      more = await decider.decide(
        async (decision) => {
          const present = first ? await rulesPresent(decision) : NO_RULES;
          if (present.deadlines) await expireJobs(decision);
          const stopMore = first && (await stopJobs(decision));
          if (present.perHost) await keepPerHostTasks(decision, this.#specs);
          if (first) soonerMs = await requeueTasks(decision);
          const page = await placeQueuedTasks(decision, { topics: known, offset, specs: this.#specs, weights });
          // Placed tasks are no longer queued: only the ones left waiting are passed over.
          offset += page.seen - page.placed;
          if (stopMore) soonerMs = 1;
          return page.more;
        },
        (decision) => {
          if (decision.outbox.length > 0) reach('dispatcher.after-decision');
        },
      );
    }
    return soonerMs;
  }

  /** Waits for topics being made at the time, so that a stopped scheduler does nothing later. */
  async settle(): Promise<void> {
    await this.#makingTopics;
  }

  /** Kafka may be slow or away: making topics goes on beside the placing of everything else. */
  async #makeMissingTopics(): Promise<void> {
    if (this.#makingTopics !== null) return;
    const { pool, topics, wake, onError } = this.#options;
    const { rows } = await pool.query<{ topic: string }>(MISSING_TOPICS, [topics.known()]);
    if (rows.length === 0) return;
    this.#makingTopics = this.#make(rows.map((row) => row.topic))
      .then((anyMade) => {
        this.#makingTopics = null;
        if (anyMade) wake();
      })
      .catch((error: unknown) => {
        this.#makingTopics = null;
        onError(error);
      });
  }

  async #make(wanted: readonly string[]): Promise<boolean> {
    const { pool, decider, topics } = this.#options;
    const outcomes = await topics.ensure(wanted);
    for (const outcome of outcomes) {
      if (outcome.ok) continue;
      if (outcome.refused) {
        await decider.decide((decision) => failJobsOfTopic(decision, outcome.topic, outcome.message));
      } else {
        await pool.query(SAY_TOPIC_WAITS, [outcome.topic, `Waits for Kafka, to make the topic ${outcome.topic}`]);
      }
    }
    return outcomes.some((outcome) => outcome.ok);
  }
}
