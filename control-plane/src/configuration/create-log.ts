import pino, { type Logger } from 'pino';

/** Structured logs on stdout, and in a file where one is named. */
export function createLog(options: { name: string; level: string; file: string | null }): Logger {
  const { name, level, file } = options;
  // The logger itself keeps silent where that is wanted; a stream knows no such level.
  const least = level === 'silent' ? 'fatal' : (level as pino.Level);
  const streams: pino.StreamEntry[] = [{ level: least, stream: pino.destination({ dest: 1, sync: true }) }];
  if (file !== null) {
    streams.push({ level: least, stream: pino.destination({ dest: file, mkdir: true, sync: false }) });
  }
  return pino({ name, level }, pino.multistream(streams));
}
