import { type JobState, jobHasEnded, type ManyJobsAnswer, type manyJobsBody } from '@longshore/schemas';
import type pg from 'pg';
import type { z } from 'zod';
import { inTransaction } from '../../../database/in-transaction.ts';
import type { ServiceContext } from '../../service-context.ts';
import { jobConditions } from '../job-conditions.ts';

/** Jobs that one transaction takes, so that none is long. */
const BATCH = 500;

/** How many jobs the answer names for each reason. */
const NAMED = 20;

/** What is known of a job that is meant, its row locked. */
export interface MeantJob {
  id: string;
  name: string;
  state: JobState;
  stopWanted: boolean;
  /** Whether a container of it may still run. */
  held: boolean;
}

type ManyJobs = z.output<typeof manyJobsBody>;

const READ = `
SELECT j.id, j.name, j.state, j.stop_wanted AS "stopWanted",
       EXISTS (SELECT FROM attempt a WHERE a.job_id = j.id AND a.reserved) AS held
FROM job j WHERE j.id = ANY($1::uuid[]) ORDER BY j.id`;

/** The ids of the jobs that are meant, as they are now. */
async function idsMeant(pool: pg.Pool, { filter, ids }: ManyJobs): Promise<string[]> {
  if (ids !== undefined) return [...new Set(ids.map((id) => id.toLowerCase()))].sort();
  const where = jobConditions(filter ?? {});
  const { rows } = await pool.query<{ id: string }>(
    `SELECT j.id FROM job j ${where.toSql()} ORDER BY j.id`,
    where.values,
  );
  return rows.map(({ id }) => id);
}

/** Gathers what is left out, by reason. */
class LeftOut {
  readonly #byReason = new Map<string, ManyJobsAnswer['leftOut'][number]>();

  add(why: string, job: { id: string; name: string }): void {
    const group = this.#byReason.get(why) ?? { why, count: 0, jobs: [] };
    group.count += 1;
    if (group.jobs.length < NAMED) group.jobs.push({ id: job.id, name: job.name });
    this.#byReason.set(why, group);
  }

  list(): ManyJobsAnswer['leftOut'] {
    return [...this.#byReason.values()];
  }
}

/** Why a job is not stopped, to be said after its name; null: it is. */
export function whyNotStopped(job: MeantJob): string | null {
  if (jobHasEnded(job.state)) return 'has ended already';
  return job.stopWanted ? 'is stopping already' : null;
}

/** Why a job's history is not deleted; null: it is. */
export function whyNotDeleted(job: MeantJob): string | null {
  if (!jobHasEnded(job.state)) return 'has not ended: stop it first';
  return job.held ? 'may have a container on a host that is not heard from' : null;
}

/** Why a job is not run again; null: it is. */
export function whyNotRerun(job: MeantJob): string | null {
  return jobHasEnded(job.state) ? null : 'has not ended';
}

export interface ManyJobsAct {
  /** Why it is not done to a job; null: it is. */
  whyNot: (job: MeantJob) => string | null;
  /** Does it to jobs whose rows are locked, in their transaction; may leave out more. */
  act: (client: pg.PoolClient, jobs: readonly MeantJob[], leaveOut: LeftOut['add']) => Promise<number>;
}

/**
 * Does something to every job that is meant, some hundred in a transaction. What can not be done to a job leaves it as
 * it is, and is told in the answer; a dry run only tells.
 */
export async function doToMany(
  ctx: ServiceContext,
  meant: ManyJobs,
  { whyNot, act }: ManyJobsAct,
): Promise<ManyJobsAnswer> {
  const ids = await idsMeant(ctx.pool, meant);
  const leftOut = new LeftOut();
  let done = 0;
  for (let from = 0; from < ids.length; from += BATCH) {
    const batch = ids.slice(from, from + BATCH);
    done += await inTransaction(ctx.pool, async (client) => {
      const { rows } = await client.query<MeantJob>(meant.dryRun ? READ : `${READ} FOR UPDATE OF j`, [batch]);
      const known = new Set(rows.map(({ id }) => id));
      for (const id of batch) if (!known.has(id)) leftOut.add('is not there (any more)', { id, name: id });
      const fitting: MeantJob[] = [];
      for (const job of rows) {
        const why = whyNot(job);
        if (why === null) fitting.push(job);
        else leftOut.add(why, job);
      }
      if (meant.dryRun || fitting.length === 0) return fitting.length;
      return act(client, fitting, (why, job) => leftOut.add(why, job));
    });
  }
  return { matched: ids.length, done, dryRun: meant.dryRun, leftOut: leftOut.list(), created: [] };
}
