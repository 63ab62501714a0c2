import { SORT_DISTRIBUTIONS, type SortDetail, type SortInput, sortHasEnded } from '@longshore/schemas';
import { createSort, deleteSort, getSort, readResult, stopSort, uploadInput } from '../../api/sorts.ts';
import type { Cli } from '../../cli.ts';
import { CliError } from '../../errors/cli-error.ts';
import { EXIT } from '../../errors/exit-codes.ts';
import type { SortOptions } from '../sort-options.ts';
import { wantedOrder } from '../wanted-order.ts';
import { writeOutput } from '../write-output.ts';
import { followSort } from './follow-sort.ts';
import { openInput } from './open-input.ts';

/**
 * `longshore sort` without `--local`: asks the control plane for a sort, sends it the file, waits, and writes the result, unless
 * it was to go to a topic.
 *
 * @returns the exit code
 */
export async function sortRemotely(cli: Cli, file: string | undefined, options: SortOptions): Promise<number> {
  const body: SortInput = {
    ...(await whatIsSorted(cli, options)),
    ...(options.workers === undefined ? {} : { workers: options.workers }),
    ...(options.toTopic === undefined ? {} : { output: { topic: options.toTopic } }),
  };
  const interrupt = new AbortController();
  const forget = cli.terminal.onInterrupt(() => interrupt.abort());
  try {
    // Before the sort is asked for: a file that is not there should leave nothing behind.
    const pieces = file === undefined ? null : await openInput(cli, file, interrupt.signal);
    return await sortOnFleet(cli, body, pieces, options, interrupt.signal);
  } finally {
    forget();
  }
}

/** @returns the exit code */
async function sortOnFleet(
  cli: Cli,
  body: SortInput,
  pieces: AsyncIterable<Uint8Array> | null,
  options: SortOptions,
  signal: AbortSignal,
): Promise<number> {
  const { id } = await createSort(cli.api, body);
  try {
    if (pieces !== null) await uploadOrForget(cli, id, pieces, signal);
    if (options.detach === true) {
      await cli.print(`${id}\n`);
      return EXIT.done;
    }
    const sort = await followSort(cli, id, signal);
    requireResult(sort);
    // On the topic it is where it was wanted; elsewhere too only when that was said.
    if (options.toTopic === undefined || options.output !== undefined) {
      await writeOutput(cli, readResult(cli.api, id, signal), options.output);
    }
    return EXIT.done;
  } catch (error) {
    if (!signal.aborted) throw error;
    if (!sortHasEnded((await getSort(cli.api, id)).state)) await stopSort(cli.api, id);
    await cli.note(`stopped · longshore sort show ${id} tells how far it was\n`);
    return EXIT.interrupted;
  }
}

/** A sort whose input was refused would wait for another for ever. */
async function uploadOrForget(
  cli: Cli,
  id: string,
  pieces: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<void> {
  try {
    await uploadInput(cli.api, id, pieces, signal);
  } catch (error) {
    if (signal.aborted) throw error;
    await deleteSort(cli.api, id).catch((failure: unknown) =>
      cli.note(`sort ${id} is left behind: ${(failure as Error).message}\n`),
    );
    throw error;
  }
}

/** What is sorted again is sorted as it was. */
async function whatIsSorted(cli: Cli, options: SortOptions): Promise<Pick<SortInput, 'input' | 'order'>> {
  if (options.again === undefined) return { order: wantedOrder(options), input: inputOf(options) };
  const { id, spec } = await getSort(cli.api, options.again);
  return { order: spec.order, input: { from: 'sort', sort: id } };
}

function inputOf({ topic, generate }: SortOptions): SortInput['input'] {
  if (topic !== undefined) return { from: 'topic', topic };
  if (generate === undefined) return { from: 'upload' };
  const [distribution = '', count = ''] = generate.split(':');
  const known = SORT_DISTRIBUTIONS.find((one) => one === distribution);
  if (known === undefined || !/^\d+$/.test(count)) {
    throw new CliError({
      what: `--generate does not take ${JSON.stringify(generate)}`,
      where: 'longshore sort',
      advice: `give one of ${SORT_DISTRIBUTIONS.join(', ')} and how many, such as zipf:1000000`,
      exitCode: EXIT.refused,
      code: 'usage',
    });
  }
  return { from: 'generated', distribution: known, count: Number(count) };
}

/** @throws CliError when a sort has ended without a result */
export function requireResult({ id, name, state, reason }: SortDetail): void {
  if (state === 'SUCCEEDED') return;
  throw new CliError({
    what: reason?.message ?? (state === 'STOPPED' ? 'the sort was stopped' : 'the sort has no result yet'),
    where: name,
    advice: `longshore sort show ${id} tells more`,
    code: reason?.code.toLowerCase() ?? 'failed',
  });
}
