import { readFile, stat } from 'node:fs/promises';
import { LIMITS } from '@longshore/schemas';
import { formatBytes } from '@longshore/schemas/words';
import type { Cli } from '../cli.ts';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { isRecord } from './spec-from-flags.ts';

/**
 * Reads one mapping from a YAML or JSON file, or from stdin for `-`.
 *
 * @param what - what the file is to hold, such as `a job`
 * @throws CliError that names file, line and column
 */
export async function readDocument(cli: Cli, path: string, what: string): Promise<Record<string, unknown>> {
  const where = path === '-' ? 'stdin' : path;
  const text = path === '-' ? await cli.terminal.readStdin() : await readText(path);
  const size = Buffer.byteLength(text);
  if (size > LIMITS.bodyBytesMax) throw tooLarge(where, size);
  const value = text.trimStart().startsWith('{') ? parseJson(text, where) : await parseYaml(text, where);
  if (isRecord(value)) return value;
  throw refused({
    what: `${text.trim() === '' ? 'nothing' : nameOf(value)} where ${what} was expected`,
    where,
    advice: `give ${what} as a mapping in YAML or JSON`,
  });
}

async function readText(path: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > LIMITS.bodyBytesMax) throw tooLarge(path, size);
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof CliError) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    const words: Record<string, string> = {
      ENOENT: 'no such file',
      EACCES: 'not readable',
      EISDIR: 'a folder, not a file',
    };
    throw refused({
      what: words[code ?? ''] ?? String(error),
      where: path,
      advice: 'give a readable file, or - for stdin',
    });
  }
}

function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw refused({
      what: `malformed JSON: ${(error as Error).message}`,
      where,
      advice: 'correct the file and try again',
    });
  }
}

async function parseYaml(text: string, where: string): Promise<unknown> {
  const { LineCounter, parseAllDocuments } = await import('yaml');
  const lineCounter = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter, prettyErrors: false });
  const [document, second] = Array.isArray(documents) ? documents : [];
  if (second !== undefined) {
    throw refused({ what: 'more than one document', where, advice: 'give one in each file' });
  }
  const error = document?.errors[0];
  if (error !== undefined) {
    const { line, col } = lineCounter.linePos(error.pos[0]);
    throw refused({
      what: `malformed YAML: ${error.message}`,
      where: `${where}:${line}:${col}`,
      advice: 'correct the file and try again',
    });
  }
  return document?.toJS() ?? null;
}

function tooLarge(where: string, size: number): CliError {
  return refused({
    what: `${formatBytes(size)}, and at most ${formatBytes(LIMITS.bodyBytesMax)} is accepted`,
    where,
    advice: 'put data into a topic or an image, not into the job',
  });
}

function nameOf(value: unknown): string {
  if (value === null) return 'nothing';
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}

function refused(parts: { what: string; where: string; advice: string }): CliError {
  return new CliError({ ...parts, exitCode: EXIT.refused, code: 'bad_file' });
}
