import { ID_PATTERN, JOB_STATES, type JobSummary } from '@longshore/schemas';
import { allPages } from '../api/all-pages.ts';
import { getJob, listJobs } from '../api/jobs.ts';
import type { Cli } from '../cli.ts';
import { CliError } from '../errors/cli-error.ts';
import { ago } from '../output/time.ts';
import { oneLine } from '../output/width.ts';

/** How many candidates an ambiguous name lists. */
const LISTED = 10;

/**
 * The id of the job that a person means: a whole id, the start of one, or a name, as long as only one job fits.
 *
 * @throws CliError when none fits, or more than one, which are then listed
 */
export async function findJob(cli: Cli, given: string): Promise<string> {
  const wanted = given.trim();
  if (ID_PATTERN.test(wanted.toLowerCase())) {
    return (await getJob(cli.api, wanted.toLowerCase())).id;
  }
  if (wanted === '') throw none(cli, given);
  const named: JobSummary[] = [];
  const prefixed: JobSummary[] = [];
  for await (const job of allPages((cursor) => listJobs(cli.api, { q: wanted, limit: 200, cursor }))) {
    if (job.name === wanted) named.push(job);
    else if (job.id.startsWith(wanted.toLowerCase())) prefixed.push(job);
  }
  const fitting = named.length > 0 ? named : prefixed;
  const [only] = fitting;
  if (only === undefined) throw none(cli, given);
  if (fitting.length > 1) throw ambiguous(cli, given, fitting);
  return only.id;
}

function none(cli: Cli, given: string): CliError {
  return new CliError({
    what: `no job has the id or the name ${JSON.stringify(given)}`,
    where: cli.config.url,
    advice: 'longshore job list shows what there is',
    code: 'not_found',
  });
}

function ambiguous(cli: Cli, given: string, jobs: readonly JobSummary[]): CliError {
  const now = cli.terminal.nowMs();
  const details = jobs.slice(0, LISTED).map((job) => {
    const { glyph, word } = JOB_STATES[job.state];
    return `${job.id}  ${glyph} ${word}  ${ago(job.createdAt, now)}  ${oneLine(job.name)}`;
  });
  if (jobs.length > LISTED) details.push(`and ${jobs.length - LISTED} more`);
  return new CliError({
    what: `${jobs.length} jobs fit ${JSON.stringify(given)}`,
    where: cli.config.url,
    advice: 'give more of the id',
    details,
    code: 'ambiguous',
  });
}
