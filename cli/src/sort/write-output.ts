import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import type { Cli } from '../cli.ts';
import { CliError } from '../errors/cli-error.ts';

/** Whether a result goes to standard output. */
export function toStdout(file: string | undefined): file is undefined | '-' {
  return file === undefined || file === '-';
}

/**
 * Writes pieces to standard output, or to a file, which keeps what it had until all is written: it may be the one that is
 * being sorted. What is no ordinary file, such as a device, is written to as it is.
 *
 * @throws CliError when the file cannot be written
 */
export async function writeOutput(
  cli: Cli,
  pieces: AsyncIterable<Uint8Array>,
  file: string | undefined,
): Promise<void> {
  if (toStdout(file)) {
    for await (const piece of pieces) await cli.terminal.out.write(piece);
    return;
  }
  const isReplaced = await isReplaceable(file);
  const path = isReplaced ? `${file}.${process.pid}.unfinished` : file;
  try {
    await writeAll(file, await openOutput(path, file, isReplaced), pieces);
    if (isReplaced) await rename(path, file);
  } catch (error) {
    if (isReplaced) await rm(path, { force: true });
    throw error;
  }
}

async function isReplaceable(file: string): Promise<boolean> {
  try {
    return (await stat(file)).isFile();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return true;
    throw notWritable(file, error);
  }
}

/** @param file - what it is called by whoever asked for it */
async function openOutput(path: string, file: string, isNew: boolean): Promise<FileHandle> {
  try {
    return await open(path, isNew ? 'wx' : 'w');
  } catch (error) {
    throw notWritable(file, error);
  }
}

async function writeAll(file: string, output: FileHandle, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  try {
    for await (const piece of pieces) await writePiece(file, output, piece);
  } finally {
    await output.close();
  }
}

async function writePiece(file: string, output: FileHandle, piece: Uint8Array): Promise<void> {
  try {
    await output.writeFile(piece);
  } catch (error) {
    throw notWritable(file, error);
  }
}

function notWritable(file: string, error: unknown): CliError {
  const { code } = error as NodeJS.ErrnoException;
  return new CliError({
    what: `this file cannot be written (${code})`,
    where: file,
    advice: 'give another to -o',
    cause: error,
  });
}
