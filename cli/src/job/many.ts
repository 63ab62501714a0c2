import type { ManyJobsAnswer, ManyJobsRequest } from '@longshore/schemas';
import { plural } from '@longshore/schemas/words';
import { type ManyVerb, manyJobs } from '../api/jobs.ts';
import type { Cli } from '../cli.ts';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { oneLine } from '../output/width.ts';
import { type FilterOptions, filterOf } from './filter-options.ts';

/** What is said of jobs that were, or would be, done something to. */
const WORDS: Record<ManyVerb, { did: string; would: string }> = {
  stop: { did: 'asked to stop', would: 'would be asked to stop' },
  rerun: { did: 'run again', would: 'would be run again' },
  delete: { did: 'deleted', would: 'would be deleted' },
};

/** How many of those that were left out are named for each reason. */
const NAMED = 3;

export interface ManyOptions extends FilterOptions {
  json?: boolean;
}

/**
 * Which jobs a command means: those that are named, or a filter.
 *
 * @throws CliError when both are given, or neither
 */
export function meantBy(verb: ManyVerb, jobs: readonly string[], options: FilterOptions): ManyJobsRequest['filter'] {
  const filter = filterOf(options);
  if (jobs.length > 0 && filter === undefined) return undefined;
  const both = jobs.length > 0;
  if (!both && filter !== undefined) return filter;
  throw new CliError({
    what: both ? 'jobs are named, and a filter is given too' : 'no job is named',
    where: `longshore job ${verb}`,
    advice: both
      ? 'name jobs, or give a filter'
      : 'name jobs, or a filter such as --state running; --all for every job',
    exitCode: EXIT.refused,
    code: 'usage',
  });
}

/** Does something to all jobs that a filter names; without `--yes` it only says to how many. */
export async function toAllThatFit(
  cli: Cli,
  verb: ManyVerb,
  filter: NonNullable<ManyJobsRequest['filter']>,
  options: ManyOptions,
): Promise<number> {
  const dryRun = options.dryRun === true || options.yes !== true;
  const answer = await manyJobs(cli.api, verb, { filter, dryRun });
  if (options.json) await cli.printJson(answer);
  else await cli.print(answerWords(verb, answer));
  if (dryRun && options.dryRun !== true && answer.done > 0) await cli.note('nothing was done · --yes does it\n');
  return EXIT.done;
}

/** How many it was done to, and the rest by reason. */
export function answerWords(verb: ManyVerb, answer: ManyJobsAnswer): string {
  const { done, matched, dryRun, leftOut } = answer;
  const what = WORDS[verb][dryRun ? 'would' : 'did'];
  const of = done === matched ? plural(done, 'job') : `${done} of ${plural(matched, 'job')}`;
  const lines = [matched === 0 ? 'no job fits' : `${of} ${what}`];
  for (const { why, count, jobs } of leftOut) {
    const named = jobs.slice(0, NAMED).map(({ name }) => oneLine(name));
    const more = count > named.length ? ` and ${count - named.length} more` : '';
    lines.push(`left out: ${named.join(', ')}${more} · ${oneLine(why)}`);
  }
  for (const { id, name } of answer.created) lines.push(`${id}  ${oneLine(name)}`);
  return `${lines.join('\n')}\n`;
}
