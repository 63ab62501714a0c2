import type { JobLogBatch } from '@longshore/schemas';
import type { Logger } from 'pino';
import { type Clock, pause } from '../clock.ts';
import type { AttemptIdentity } from '../report/job-status-reporter.ts';
import type { CappedOutput } from './capped-lines.ts';

export interface SendLogsOptions {
  agentId: string;
  clock: Clock;
  log: Logger;
  metrics: { logLines: { inc(count: number): void }; logLinesDropped: { inc(count: number): void } };
  /** Resolves when Kafka acknowledged the batch. */
  send: (batch: JobLogBatch) => Promise<void>;
}

/** A function that sends an attempt's lines until they are acknowledged; it rejects only when the signal aborts. */
export function sendLogs(options: SendLogsOptions) {
  const { agentId, clock, log, metrics, send } = options;
  return async ({ attemptId, jobId }: AttemptIdentity, output: CappedOutput, signal: AbortSignal): Promise<void> => {
    const batch: JobLogBatch = { attemptId, jobId, agentId, lines: output.lines, droppedLines: output.dropped };
    for (let failures = 0; !signal.aborted; failures += 1) {
      try {
        await send(batch);
        metrics.logLines.inc(output.lines.length);
        metrics.logLinesDropped.inc(output.dropped);
        return;
      } catch (error) {
        log.warn({ err: error, attemptId }, 'log lines could not be sent; they will be tried again');
        await pause(clock, Math.min(5_000, 200 * 2 ** Math.min(failures, 5)), signal);
      }
    }
    throw new Error('sending log lines was given up');
  };
}
