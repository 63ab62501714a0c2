import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Cli } from '../../cli.ts';
import { CliError } from '../../errors/cli-error.ts';

const READ_BYTES = 1024 * 1024;

/**
 * What is to be sorted, in pieces of memory of their own: a request may still send one when the next is read.
 *
 * @param file - - is standard input
 * @throws CliError when it cannot be read
 */
export async function openInput(cli: Cli, file: string, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
  if (file === '-') return cli.terminal.stdinBytes(signal);
  try {
    const handle = await open(file);
    return createReadStream(file, { fd: handle, highWaterMark: READ_BYTES });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new CliError({
      what: `this file cannot be read (${code})`,
      where: file,
      advice: 'give another',
      cause: error,
    });
  }
}
