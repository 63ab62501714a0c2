import { destination, type Logger, multistream, pino } from 'pino';
import type { AgentConfig } from './config.ts';

/** Structured logs, one JSON object a line, on stdout and, where the settings name one, in a file. */
export function createLogger(config: Pick<AgentConfig, 'log' | 'agentId'>): Logger {
  const { level, file } = config.log;
  const options = {
    level,
    base: { program: 'agent', agentId: config.agentId },
    // Nothing that is logged on purpose holds a secret; these are the places where one could slip in.
    redact: { paths: ['*.environment', '*.container.environment', 'authconfig', '*.authconfig'], censor: '(hidden)' },
  };
  if (file === null) return pino(options, destination({ fd: 1, sync: true }));
  const streams = [
    { level: level as pino.Level, stream: destination({ fd: 1, sync: true }) },
    { level: level as pino.Level, stream: destination({ dest: file, append: true, mkdir: true, sync: true }) },
  ];
  return pino(options, multistream(streams));
}
