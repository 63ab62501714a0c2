import type { Cli } from '../cli.ts';
import { attachAndReport } from './attach/attach-and-report.ts';
import { findJob } from './find-job.ts';

/** `longshore job attach`: follows a job as `job run` does. */
export async function jobAttach(cli: Cli, given: string, options: { logs: boolean; json?: boolean }): Promise<number> {
  const id = await findJob(cli, given);
  const ending = await attachAndReport(cli, id, { logs: options.logs, json: options.json });
  return ending.exitCode;
}
