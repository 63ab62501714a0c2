import type { LogLineView } from '@longshore/schemas';
import { readableText, withColoursOnly } from '@longshore/schemas/words';
import type { Cli } from '../cli.ts';
import { formatLogLine, type LogLineOptions } from './log-line.ts';

/**
 * Writes a line of a job's log: stdout to stdout, all else to stderr. On a terminal nothing of it but colours is obeyed,
 * as no program in a container shall move the cursor there, change the title or fill the clipboard; a file or a pipe gets
 * what the program wrote, byte by byte.
 */
export function writeLogLine(cli: Cli, line: LogLineView, options: Omit<LogLineOptions, 'style'>): Promise<void> {
  const { terminal, style } = cli;
  const sink = line.stream === 'STDOUT' ? terminal.out : terminal.err;
  const safe = style.colour ? withColoursOnly : readableText;
  const text = sink.isTTY ? safe(line.text) : line.text;
  return sink.write(formatLogLine({ ...line, text }, { ...options, style }));
}
