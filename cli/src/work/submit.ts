import { WORK_ITEM_STATES, type WorkItem, type WorkType } from '@longshore/schemas';
import { getWorkItem, submitWorkItem, uploadWorkFile } from '../api/work.ts';
import type { Cli } from '../cli.ts';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { readDocument } from '../job/read-document.ts';
import { formatOutcome } from './show.ts';
import { endOfItem } from './wait-for-item.ts';

export interface WorkSubmitOptions {
  file?: string;
  upload?: string;
  url?: string;
  maxTries?: number;
  wait?: boolean;
  json?: boolean;
}

/** `longshore work submit` */
export async function workSubmit(
  cli: Cli,
  type: WorkType,
  payload: string | undefined,
  options: WorkSubmitOptions,
): Promise<number> {
  const maxTries = options.maxTries === undefined ? {} : { maxTries: options.maxTries };
  const item = { type, payload: await payloadOf(cli, type, payload, options), ...maxTries };
  const id = await submitWorkItem(cli.api, item);
  if (!options.wait) {
    if (options.json) await cli.printJson(await getWorkItem(cli.api, id));
    else await cli.print(`${id}\n`);
    return EXIT.done;
  }
  const ended = await endOfItem(cli, id);
  if (options.json) await cli.printJson(ended);
  else await cli.print(shown(cli, ended));
  return ended.status === 'completed' ? EXIT.done : EXIT.failed;
}

function shown(cli: Cli, item: WorkItem): string {
  return `${item.id}  ${cli.style.state(WORK_ITEM_STATES[item.status])}\n${formatOutcome(cli, item)}`;
}

async function payloadOf(
  cli: Cli,
  type: WorkType,
  payload: string | undefined,
  { file, upload, url }: WorkSubmitOptions,
): Promise<Record<string, unknown>> {
  const given = [payload, file, upload, url].filter((one) => one !== undefined);
  if (given.length !== 1) {
    throw wrong(
      given.length === 0 ? 'nothing to work on' : 'more than one payload',
      'give the payload in JSON, or one of --file, --upload, --url',
    );
  }
  if ((upload !== undefined || url !== undefined) && type !== 'file') {
    throw wrong(
      `--upload and --url are for file items, not for ${type}`,
      'longshore work submit file --upload README.md',
    );
  }
  if (upload !== undefined) return { file: (await uploadWorkFile(cli.api, upload)).id };
  if (url !== undefined) return { url };
  if (file !== undefined || payload === '-') return readDocument(cli, file ?? '-', 'a payload');
  return parsePayload(payload ?? '');
}

function parsePayload(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw wrong(
      `the payload is no JSON: ${(error as Error).message}`,
      `quote it for the shell: '{"operation":"digest"}'`,
    );
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw wrong('the payload is no JSON object', `give one, such as '{"operation":"digest","input":"abc"}'`);
}

function wrong(what: string, advice: string): CliError {
  return new CliError({ what, where: 'longshore work submit', advice, exitCode: EXIT.refused, code: 'usage' });
}
