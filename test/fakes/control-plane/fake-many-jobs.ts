import { type JobDetail, jobHasEnded, type ManyJobsAnswer, manyJobsBody } from '@longshore/schemas';

type ManyVerb = 'stop' | 'rerun' | 'delete';

/** Whether the last part of a path is about many jobs. */
export function isManyVerb(word: string): word is ManyVerb {
  return word === 'stop' || word === 'rerun' || word === 'delete';
}

/** Answers `POST /jobs/stop|rerun|delete` for what is kept in memory; of a filter it knows state, text and all. */
export function replyAboutMany(
  jobs: Map<string, JobDetail>,
  verb: ManyVerb,
  body: unknown,
): { status: number; body: ManyJobsAnswer } {
  const { ids, filter, dryRun } = manyJobsBody.parse(body);
  const meant = [...jobs.values()].filter(({ id, name, state }) => {
    if (ids !== undefined) return ids.includes(id);
    const { state: states = [state], q = '' } = filter ?? {};
    return states.includes(state) && name.includes(q);
  });
  const fits = (job: JobDetail) => jobHasEnded(job.state) === (verb !== 'stop');
  const done = meant.filter(fits);
  const left = meant.filter((job) => !fits(job)).map(({ id, name }) => ({ id, name }));
  const why = verb === 'stop' ? 'has ended already' : 'has not ended';
  const answer: ManyJobsAnswer = {
    matched: meant.length,
    done: done.length,
    dryRun,
    leftOut: left.length === 0 ? [] : [{ why, count: left.length, jobs: left }],
    created: verb === 'rerun' && !dryRun ? done.map(({ id, name }) => ({ id: `${id}-again`, name, from: id })) : [],
  };
  if (!dryRun && verb === 'delete') for (const { id } of done) jobs.delete(id);
  return { status: 200, body: answer };
}
