import { type JobDetail, jobHasEnded } from '@longshore/schemas';
import { getJob } from '../api/jobs.ts';
import { LiveHints } from '../api/live-hints.ts';
import { Patience } from '../api/patience.ts';
import type { Cli } from '../cli.ts';

/** Waits until a job has ended, through restarts of the control plane, and says nothing of its progress. */
export async function waitForEnd(cli: Cli, id: string): Promise<JobDetail> {
  using hints = new LiveHints(cli.api, { subjects: ['jobs'] });
  const patience = new Patience(cli.terminal, (text) => cli.note(`${text}\n`));
  for (;;) {
    const job = await patience.ask(() => getJob(cli.api, id));
    if (jobHasEnded(job.state)) return job;
    await hints.next();
  }
}
