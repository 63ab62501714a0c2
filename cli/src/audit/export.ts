import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import type { AuditExportFormat } from '@longshore/schemas';
import { plural } from '@longshore/schemas/words';
import { exportAudit } from '../api/audit.ts';
import type { Cli } from '../cli.ts';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { type AuditFilterOptions, auditQueryOf } from './filter-options.ts';

export interface AuditExportOptions extends AuditFilterOptions {
  format?: AuditExportFormat;
  /** Where it goes; stdout unless given. */
  output?: string;
}

/**
 * `longshore audit export`: writes as it reads. A file has its name only once it is whole, so that one that was broken off
 * is never taken for all there is.
 */
export async function auditExport(cli: Cli, options: AuditExportOptions): Promise<number> {
  const { output } = options;
  const format = options.format ?? (output?.toLowerCase().endsWith('.csv') ? 'csv' : 'ndjson');
  const left = new AbortController();
  const unregister = cli.terminal.onInterrupt(() => left.abort());
  const pieces = exportAudit(cli.api, { ...auditQueryOf(options), format }, left.signal);
  try {
    if (output === undefined || output === '-') {
      for await (const piece of pieces) await cli.print(piece);
    } else {
      const lines = await writeFile(output, pieces);
      await cli.note(`${output}: ${plural(lines, 'line')}\n`);
    }
    return EXIT.done;
  } catch (error) {
    if (!left.signal.aborted) throw error;
    return EXIT.interrupted;
  } finally {
    unregister();
  }
}

/** @returns how many lines were written */
async function writeFile(path: string, pieces: AsyncIterable<string>): Promise<number> {
  const partly = `${path}.part`;
  let file: FileHandle | undefined;
  try {
    let lines = 0;
    for await (const piece of pieces) {
      // Opened once there is something: what is refused leaves no file.
      file ??= await open(partly, 'w', 0o600);
      await file.write(piece);
      lines += piece.split('\n').length - 1;
    }
    file ??= await open(partly, 'w', 0o600);
    await file.close();
    file = undefined;
    await rename(partly, path);
    return lines;
  } catch (error) {
    if (file !== undefined) {
      await file.close();
      await rm(partly, { force: true });
    }
    throw isFileError(error) ? notWritable(path, error) : error;
  }
}

function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && !(error instanceof CliError) && 'syscall' in error;
}

function notWritable(path: string, cause: NodeJS.ErrnoException): CliError {
  const words: Record<string, string> = {
    ENOENT: 'there is no such folder',
    EACCES: 'may not be written',
    EISDIR: 'is a folder',
    ENOSPC: 'the disk is full',
  };
  return new CliError({
    what: `the export was not written: ${words[cause.code ?? ''] ?? cause.code ?? cause.message}`,
    where: path,
    advice: 'give another file, or leave --output away for standard output',
    exitCode: EXIT.failed,
    code: 'not_written',
    cause,
  });
}
