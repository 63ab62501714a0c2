import { type JobSpec, MANY_JOBS, type ManyJobsAnswer, manyJobsBody, newId } from '@longshore/schemas';
import type pg from 'pg';
import { readPlaces } from '../../../database/read-places.ts';
import { storedSpec } from '../../../database/stored-spec.ts';
import { writeJob } from '../../../database/write-job.ts';
import type { Idempotency } from '../../../http/idempotency.ts';
import { invalidRequest, ProblemError } from '../../../http/problem-error.ts';
import { validate } from '../../../http/validate.ts';
import { answerOnce } from '../../idempotency/answer-once.ts';
import { requirePermission } from '../../require-permission.ts';
import type { ServiceContext } from '../../service-context.ts';
import { defaultName } from '../default-name.ts';
import { readJobSpec } from '../read-job-spec.ts';
import { impossibility } from '../refuse-impossible.ts';
import { doToMany, type MeantJob, whyNotRerun } from './select-jobs.ts';

const SPECS = 'SELECT id, spec FROM job WHERE id = ANY($1::uuid[]) ORDER BY id';

/** What a job's words are refused for today, to be said after its name; null: they are accepted. */
function refusal(ctx: ServiceContext, spec: JobSpec, places: Parameters<typeof impossibility>[1]): string | null {
  try {
    readJobSpec(ctx, spec);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return `is refused: ${error.problem.detail}`;
  }
  const never = impossibility(spec, places);
  return never === null ? null : `fits no agent: ${never.problem.detail}`;
}

async function rerun(
  ctx: ServiceContext,
  client: pg.PoolClient,
  jobs: readonly MeantJob[],
  leaveOut: (why: string, job: MeantJob) => void,
): Promise<ManyJobsAnswer['created']> {
  const { rows } = await client.query<{ id: string; spec: unknown }>(SPECS, [jobs.map(({ id }) => id)]);
  const specs = new Map(rows.map(({ id, spec }) => [id, storedSpec(spec)]));
  const places = await readPlaces(client);
  const created: ManyJobsAnswer['created'] = [];
  for (const job of jobs) {
    const spec = specs.get(job.id);
    if (spec === undefined) continue;
    const why = refusal(ctx, spec, places);
    if (why !== null) {
      leaveOut(why, job);
      continue;
    }
    const id = newId();
    const name = spec.name ?? defaultName(spec, id);
    const message = `${name} was submitted: ${job.name} run again`;
    await writeJob(client, {
      id,
      name,
      spec,
      message,
      actor: ctx.actor,
      origin: ctx.origin,
      schedule: null,
      answer: null,
    });
    created.push({ id, name, from: job.id });
  }
  return created;
}

/**
 * Submits the specs of many ended jobs once more, as new jobs.
 *
 * @throws ProblemError 422, also when they are too many for one request
 */
export async function rerunMany(
  ctx: ServiceContext,
  input: { body: unknown; idempotency: Idempotency | null },
): Promise<{ answer: ManyJobsAnswer; replayed: boolean }> {
  requirePermission(ctx, 'jobs:write');
  const meant = validate(manyJobsBody, input.body);
  return answerOnce(ctx, meant.dryRun ? null : input.idempotency, async () => {
    const created: ManyJobsAnswer['created'] = [];
    const would = await doToMany(ctx, { ...meant, dryRun: true }, { whyNot: whyNotRerun, act: async () => 0 });
    if (meant.dryRun) return would;
    if (would.done > MANY_JOBS.rerunMax) {
      throw invalidRequest(
        [{ path: meant.ids === undefined ? 'filter' : 'ids', message: `at most ${MANY_JOBS.rerunMax} jobs` }],
        `${would.done} jobs would be run again, and one request runs at most ${MANY_JOBS.rerunMax}: narrow the filter.`,
      );
    }
    const answer = await doToMany(ctx, meant, {
      whyNot: whyNotRerun,
      act: async (client, jobs, leaveOut) => {
        const made = await rerun(ctx, client, jobs, leaveOut);
        created.push(...made);
        return made.length;
      },
    });
    return { ...answer, created };
  });
}
