import type { Producer } from '@longshore/kafka';
import type { AgentStatus } from '@longshore/schemas';
import type { AgentParts } from '../agent-parts.ts';
import type { AgentMetrics } from '../http/metrics.ts';
import { LogSender } from '../logs/log-sender.ts';
import { AgentStatusReporter } from './agent-status-reporter.ts';
import { JobStatusReporter } from './job-status-reporter.ts';
import { Publisher } from './publisher.ts';

/** Everything by which the agent tells what it sees. */
export interface Reports {
  jobStatus: JobStatusReporter;
  agentStatus: AgentStatusReporter;
  logs: LogSender;
  deadLetters: Producer;
}

export interface ReportsOptions {
  parts: AgentParts;
  metrics: AgentMetrics;
  bootId: string;
  compose: () => Omit<AgentStatus, 'sequence' | 'occurredAt'>;
  statusIntervalMs: () => number;
}

/** Opens the producers and what sends through them. */
export async function openReports(options: ReportsOptions): Promise<Reports> {
  const { parts, metrics, bootId, compose, statusIntervalMs } = options;
  const { config, bus, codec, clock, log } = parts;
  const { agentId, topicPrefix } = config;
  const unencodable = (error: TypeError, value: unknown) =>
    log.error({ err: error, value }, 'a record fits no schema and was not sent: a fault of this agent');
  const producerOf = (name: string) => bus.producer({ clientId: `longshore-agent-${agentId}-${name}` });
  // Sends of a producer are serialised: STARTING must wait neither behind a flood of output nor behind a long inventory.
  const aside = await producerOf('aside');
  const agentPublisher = new Publisher(codec, aside, topicPrefix, unencodable);
  const statusPublisher = new Publisher(codec, await producerOf('status'), topicPrefix, unencodable);
  const logPublisher = new Publisher(codec, await producerOf('logs'), topicPrefix, unencodable);
  return {
    deadLetters: aside,
    jobStatus: new JobStatusReporter({
      agentId,
      bootId,
      clock,
      send: (reports) => statusPublisher.jobStatus(reports),
      onFailure: (error, waiting) =>
        log.warn({ err: error, waiting }, 'reports could not be sent; they will be tried again'),
      onSent: (reports) => {
        for (const report of reports) metrics.reports.inc({ observed: report.observed });
      },
    }),
    agentStatus: new AgentStatusReporter({
      clock,
      compose,
      send: (status) => agentPublisher.agentStatus(status),
      intervalMs: statusIntervalMs,
      onFailure: (error) => log.warn({ err: error }, 'the agent’s status could not be sent'),
    }),
    logs: new LogSender({
      clock,
      send: (batches) => logPublisher.jobLogs(batches),
      onFailure: (error, waiting) =>
        log.warn({ err: error, waiting }, 'log lines could not be sent; they will be tried again'),
      onSent: (batches) => {
        for (const { lines, droppedLines } of batches) {
          metrics.logLines.inc(lines.length);
          metrics.logLinesDropped.inc(droppedLines);
        }
      },
    }),
  };
}
