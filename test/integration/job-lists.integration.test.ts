import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { JOB_STATE_NAMES, type JobFilter, type JobSummary } from '@longshore/schemas';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { realisticJobs } from '../../bench/jobs/realistic-jobs.ts';
import { writeJobs } from '../../bench/jobs/write-jobs.ts';
import { migrate } from '../../control-plane/src/database/migrate.ts';
import { jobConditions } from '../../control-plane/src/services/job/job-conditions.ts';
import { readSummaries } from '../../control-plane/src/services/job/read-summaries.ts';

const JOBS = 3_000;
const PAGE = 51;

const address = new URL(inject('services').databaseUrl);
address.pathname = `/lists_${randomBytes(4).toString('hex')}`;
const client = new pg.Client({ connectionString: address.href });

beforeAll(async () => {
  await migrate(address.href, path.join(import.meta.dirname, '../../control-plane/prisma/migrations'));
  await writeJobs(address.href, realisticJobs({ count: JOBS, nowMs: Date.now(), seed: 3 }));
  await client.connect();
});
afterAll(() => client.end());

type Database = Parameters<typeof readSummaries>[0];

function list(filter: JobFilter, limit = PAGE, database = client as unknown as Database): Promise<JobSummary[]> {
  const where = jobConditions(filter);
  return readSummaries(database, `${where.toSql()} ORDER BY j.id DESC LIMIT ${limit}`, where.values);
}

interface Step {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  Alias?: string;
  'Actual Loops': number;
  Plans?: Step[];
}

/** How the database went about a list. */
async function stepsOf(filter: JobFilter): Promise<Step[]> {
  const steps: Step[] = [];
  const collect = (step: Step): void => {
    steps.push(step);
    step.Plans?.forEach(collect);
  };
  const query = async (statement: string, values: unknown[]) => {
    const { rows } = await client.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${statement}`, values);
    collect(rows[0]['QUERY PLAN'][0].Plan);
    return { rows: [] };
  };
  await list(filter, PAGE, { query } as unknown as Database);
  return steps;
}

describe('a list of jobs', () => {
  it.each<[string, JobFilter]>([
    ['all of them', {}],
    ['a state that most have', { state: ['SUCCEEDED'] }],
    ['states that some have', { state: ['FAILED', 'STOPPING'] }],
    ['a topic', { topic: 'orders' }],
    ['a kind', { kind: 'data-generator' }],
    ['an agent', { agent: 'eu-1' }],
    ['a piece of a name', { q: 'orders' }],
    ['a schedule', { schedule: 'nightly' }],
  ])('gathers what hangs on its jobs for those of the page alone: %s', async (_what, filter) => {
    const gathered = (await stepsOf(filter)).filter(({ Alias }) => Alias === 'task' || Alias === 'y');
    expect(gathered.length).toBeGreaterThan(0);
    for (const step of gathered) expect(step['Actual Loops'], JSON.stringify(step)).toBeLessThanOrEqual(PAGE);
  });

  it('looks for a piece of a name beside the jobs, which are large', async () => {
    const steps = await stepsOf({ q: 'no such name' });
    expect(steps.map((step) => step['Index Name'])).toContain('job_name_idx');
  });

  it('finds names in any case, and ids by how they begin, and takes no character for another', async () => {
    const [first, ...others] = await list({ q: 'IMPORT-Orders' });
    expect(first?.name).toContain('import-orders');
    expect(others.every(({ name }) => name.includes('import-orders'))).toBe(true);
    expect((await list({ q: first?.id.toUpperCase() })).map(({ id }) => id)).toEqual([first?.id]);
    expect(await list({ q: 'import_orders' })).toEqual([]);
    expect(await list({ q: '%' })).toEqual([]);
  });

  it('finds by the state that is shown: where a stop is wanted, it is stopping', async () => {
    await client.query(`UPDATE job SET stop_wanted = true WHERE state = 'QUEUED' AND id::text ~ '[0-7]$'`);
    await client.query(`UPDATE job SET stop_wanted = true WHERE state = 'SUCCEEDED' AND id::text ~ '0$'`);
    const all = await list({}, JOBS + 1);
    const shown = new Set(all.map(({ state }) => state));
    expect([...shown].toSorted()).toEqual(['FAILED', 'QUEUED', 'STOPPED', 'STOPPING', 'SUCCEEDED']);
    for (const state of JOB_STATE_NAMES) {
      const wanted = all.filter((job) => job.state === state || job.state === 'FAILED').map(({ id }) => id);
      const found = await list({ state: [state, 'FAILED'] }, JOBS + 1);
      expect(
        found.map(({ id }) => id),
        state,
      ).toEqual(wanted);
    }
  });
});
