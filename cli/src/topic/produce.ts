import { readFile } from 'node:fs/promises';
import { plural } from '@longshore/schemas/words';
import { type OutgoingMessage, produceMessages } from '../api/topics.ts';
import type { Cli } from '../cli.ts';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-codes.ts';

export interface ProduceOptions {
  file?: string;
  key?: string;
  keySeparator?: string;
  header?: Record<string, string>;
  json?: boolean;
}

/** The most that the control plane takes in one request, and a size that stays well under its limit for a body. */
const BATCH_RECORDS = 1_000;
const BATCH_BYTES = 512 * 1024;

/** `longshore topic produce`: writes values given as arguments, or each line of a file or of stdin. */
export async function topicProduce(
  cli: Cli,
  topic: string,
  values: readonly string[],
  options: ProduceOptions,
): Promise<void> {
  const lines = values.length > 0 ? values : await readLines(cli, options.file);
  if (lines.length === 0) throw nothing(options.file);
  const messages = lines.map((line) => toMessage(line, options));
  let produced = 0;
  for (const batch of batches(messages)) {
    await produceMessages(cli.api, topic, batch);
    produced += batch.length;
  }
  if (options.json) await cli.printJson({ topic, produced });
  else await cli.print(`${plural(produced, 'record')} written to ${topic}\n`);
}

async function readLines(cli: Cli, file: string | undefined): Promise<string[]> {
  if ((file === undefined || file === '-') && cli.terminal.stdinIsTTY) {
    await cli.note('one record a line, ended by Ctrl-D\n');
  }
  const text = file === undefined || file === '-' ? await cli.terminal.readStdin() : await readText(file);
  return text
    .split('\n')
    .map((line) => line.replace(/\r$/, ''))
    .filter((line) => line !== '');
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new CliError({
      what: `not readable (${(cause as NodeJS.ErrnoException).code ?? 'unknown'})`,
      where: path,
      advice: 'give a readable file, or - for stdin',
      exitCode: EXIT.refused,
      code: 'bad_file',
      cause,
    });
  }
}

/** A record from a line: with a separator the text before it is the key. */
export function toMessage(line: string, { key, keySeparator, header }: ProduceOptions): OutgoingMessage {
  const at = keySeparator === undefined || keySeparator === '' ? -1 : line.indexOf(keySeparator);
  const headers = header ?? {};
  if (at < 0) return { key: key ?? null, value: line, headers };
  return { key: line.slice(0, at), value: line.slice(at + (keySeparator?.length ?? 0)), headers };
}

/** Cuts records into requests that are small enough. */
export function* batches(messages: readonly OutgoingMessage[]): Generator<OutgoingMessage[]> {
  let batch: OutgoingMessage[] = [];
  let size = 0;
  for (const message of messages) {
    const bytes = Buffer.byteLength(JSON.stringify(message));
    if (batch.length > 0 && (batch.length >= BATCH_RECORDS || size + bytes > BATCH_BYTES)) {
      yield batch;
      batch = [];
      size = 0;
    }
    batch.push(message);
    size += bytes;
  }
  if (batch.length > 0) yield batch;
}

function nothing(file: string | undefined): CliError {
  return new CliError({
    what: 'no records to write',
    where: file ?? 'stdin',
    advice: 'give values as arguments, or one a line',
    exitCode: EXIT.refused,
    code: 'usage',
  });
}
