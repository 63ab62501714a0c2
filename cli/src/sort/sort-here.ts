import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { SortError } from '@longshore/sorting';
import { sortLocally } from '@longshore/sorting/local';
import type { Cli } from '../cli.ts';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-codes.ts';
import type { SortOptions } from './sort-options.ts';
import { wantedOrder } from './wanted-order.ts';
import { writeOutput } from './write-output.ts';

const READ_BYTES = 1024 * 1024;

/** Sorts on this machine: reads all, then writes. */
export async function sortHere(cli: Cli, file: string, options: SortOptions): Promise<void> {
  const order = wantedOrder(options);
  const interrupt = new AbortController();
  const forget = cli.terminal.onInterrupt(() => interrupt.abort());
  const sorted = sortLocally({
    input: await inputOf(cli, file),
    order,
    workers: options.workers,
    memoryLimitBytes: options.memory,
    spillFolder: options.spillFolder,
    maxLineBytes: options.maxLine,
    signal: interrupt.signal,
  });
  try {
    await writeOutput(cli, sorted, options.output);
  } catch (error) {
    throw sortError(error, file, interrupt.signal);
  } finally {
    forget();
  }
}

async function inputOf(cli: Cli, file: string): Promise<AsyncIterable<Uint8Array>> {
  if (file === '-') return cli.terminal.stdinBytes();
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

function sortError(error: unknown, file: string, signal: AbortSignal): unknown {
  if (signal.aborted)
    return new CliError({ what: 'interrupted', where: file, exitCode: EXIT.interrupted, code: 'interrupted' });
  if (!(error instanceof SortError)) return error;
  const name = file === '-' ? 'standard input' : file;
  return new CliError({
    what: error.what,
    where: error.line === undefined ? name : `${name}, line ${error.line}`,
    code: error.code,
    cause: error,
  });
}
