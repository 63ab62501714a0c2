import { SortError } from '@longshore/sorting';
import { sortLocally } from '@longshore/sorting/local';
import type { Cli } from '../cli.ts';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { openInput } from './open-input.ts';
import type { SortOptions } from './sort-options.ts';
import { wantedOrder } from './wanted-order.ts';
import { writeOutput } from './write-output.ts';

/** Sorts on this machine: reads all, then writes. */
export async function sortHere(cli: Cli, file: string, options: SortOptions): Promise<void> {
  const order = wantedOrder(options);
  const interrupt = new AbortController();
  const forget = cli.terminal.onInterrupt(() => interrupt.abort());
  const sorted = sortLocally({
    input: await openInput(cli, file),
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
