import type { JobDetail, LogLineView } from '@longshore/schemas';

/** How an attached job is shown. All but the log lines of the program goes to stderr, unless the view is for machines. */
export interface AttachView {
  /** The job as it is now; called whenever it may have changed. */
  update(job: JobDetail): Promise<void>;
  lines(lines: readonly LogLineView[]): Promise<void>;
  /** Something about the attachment itself, one line. */
  say(text: string): Promise<void>;
  /** The job has ended, or the view is left. Nothing is shown after it. */
  end(job: JobDetail | undefined, exitCode: number): Promise<void>;
}
