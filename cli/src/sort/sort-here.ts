import { open } from 'node:fs/promises';
import { SortError } from '@longshore/sorting';
import { sortLocally } from '@longshore/sorting/local';
import type { Cli } from '../cli.ts';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { ProgressLine } from './progress-line.ts';
import type { SortOptions } from './sort-options.ts';
import { wantedOrder } from './wanted-order.ts';
import { toStdout, writeOutput } from './write-output.ts';

const READ_BYTES = 4 * 1024 * 1024;

/** Sorts on this machine: reads all, then writes. */
export async function sortHere(cli: Cli, file: string, options: SortOptions): Promise<void> {
  const order = wantedOrder(options);
  const interrupt = new AbortController();
  const forget = cli.terminal.onInterrupt(() => interrupt.abort());
  const progress = new ProgressLine(cli, toStdout(options.output) && cli.terminal.out.isTTY);
  const sorted = sortLocally({
    input: file === '-' ? cli.terminal.stdinBytes(interrupt.signal) : readPieces(file),
    order,
    workers: options.workers,
    memoryLimitBytes: options.memory,
    spillFolder: options.spillFolder,
    maxLineBytes: options.maxLine,
    signal: interrupt.signal,
    onProgress: (reached) => void progress.show(reached),
  });
  try {
    await writeOutput(cli, sorted, options.output);
  } catch (error) {
    throw inWords(error, file, interrupt.signal);
  } finally {
    await progress.end();
    forget();
  }
}

/**
 * A file in pieces, each of which is written over by the next.
 *
 * @throws CliError when the file cannot be read
 */
async function* readPieces(file: string): AsyncGenerator<Uint8Array> {
  try {
    await using handle = await open(file);
    const piece = Buffer.allocUnsafe(READ_BYTES);
    for (;;) {
      const { bytesRead } = await handle.read(piece);
      if (bytesRead === 0) return;
      yield piece.subarray(0, bytesRead);
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const what = `this file cannot be read (${code})`;
    throw new CliError({ what, where: file, advice: 'give another', cause: error });
  }
}

function inWords(error: unknown, file: string, signal: AbortSignal): unknown {
  const name = file === '-' ? 'standard input' : file;
  if (signal.aborted) {
    return new CliError({ what: 'interrupted', where: name, exitCode: EXIT.interrupted, code: 'interrupted' });
  }
  if (!(error instanceof SortError)) return error;
  if (error.code === 'bad_order' || error.code === 'too_little_memory') {
    const where = 'longshore sort: --workers, --memory';
    return new CliError({ what: error.what, where, exitCode: EXIT.refused, code: 'usage', cause: error });
  }
  return new CliError({
    what: error.what,
    where: error.line === undefined ? name : `${name}, line ${error.line}`,
    code: error.code,
    cause: error,
  });
}
