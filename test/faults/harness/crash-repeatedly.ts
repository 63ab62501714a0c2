import type { Program } from './program.ts';
import { until } from './until.ts';

/** What is killed again and again at one named point. */
export interface CrashSubject {
  failpoint: string;
  /** It dies at its first passing of the point, then at its second, and so on to this one, and round again. */
  passingsMax: number;
  /** Starts the program; it kills itself the nth time that it reaches the point, or never without one. */
  start(failpoint: string | null): Promise<Program> | Program;
  /** Gives it something to do. Returns the job's id. */
  submit(): Promise<string>;
  /** Whether the job has ended. */
  hasEnded(jobId: string): Promise<boolean>;
}

/**
 * Kills a program so many times at a point, with a job before it each time, and starts it again. It does not
 * always die at the first passing: what it does after a start must come to die with it too.
 *
 * @returns every job submitted; the program that was started last runs on, without a failpoint
 */
export async function crashRepeatedly(subject: CrashSubject, times: number): Promise<string[]> {
  const jobs: string[] = [];
  for (let crash = 0; crash < times; crash += 1) {
    const program = await subject.start(`${subject.failpoint}:${1 + (crash % subject.passingsMax)}`);
    while (program.running) {
      const job = await subject.submit();
      jobs.push(job);
      await until(
        `job ${job} ended or ${program.name} died at ${subject.failpoint}`,
        async () => !program.running || (await subject.hasEnded(job)),
        { timeoutMs: 60_000 },
      ).catch((error: unknown) => {
        throw new Error(`${String(error)}\n${program.output}`);
      });
    }
    await program.ended;
    if (program.endedByItself) throw new Error(`${program.name} ended by itself:\n${program.output}`);
  }
  await subject.start(null);
  return jobs;
}
