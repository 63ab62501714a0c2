import { SORT_STATES, type SortDetail } from '@longshore/schemas';
import { formatCount } from '@longshore/schemas/words';
import { getSort } from '../../api/sorts.ts';
import type { Cli } from '../../cli.ts';
import { formatFacts } from '../../output/facts.ts';
import { ago } from '../../output/time.ts';
import { oneLine } from '../../output/width.ts';
import { balanceWords, movedWords, proofWords, sortLine } from './sort-words.ts';

/** `longshore sort show` */
export async function sortShow(cli: Cli, given: string, options: { json?: boolean }): Promise<void> {
  const sort = await getSort(cli.api, given);
  if (options.json) return cli.printJson(sort);
  const facts = formatFacts(factsOf(sort, cli.terminal.nowMs()), cli.style);
  await cli.print(`${cli.style.bold(oneLine(sort.name))} · ${cli.style.state(SORT_STATES[sort.state])}\n${facts}`);
}

function factsOf(sort: SortDetail, nowMs: number): [string, string | null][] {
  const { id, spec, reason, count, report, jobId, createdAt, resultUntil } = sort;
  return [
    ['Why', reason === null ? null : oneLine(reason.message)],
    ['Sorts', `${spec.order.type} ${spec.order.direction}, from ${spec.input.from}`],
    ['Elements', count === null ? null : formatCount(count)],
    ['Now', sort.state === 'RUNNING' ? sortLine(sort) : null],
    ['Sorters', String(spec.workers)],
    ['Tries', report === null ? null : triesWords(report)],
    ['Balance', report === null ? null : balanceWords(report)],
    ['Moved', report === null ? null : movedWords(report)],
    ['Proof', report?.proof == null ? null : proofWords(report)],
    ['Made', ago(createdAt, nowMs)],
    ['Result', resultUntil === null || sort.state !== 'SUCCEEDED' ? null : `until ${resultUntil}`],
    ['Topic', spec.output?.topic ?? null],
    ['Job', jobId],
    ['Id', id],
  ];
}

function triesWords({ tries, generation }: NonNullable<SortDetail['report']>): string {
  const lost = tries.filter(({ state }) => state !== 'accepted' && state !== 'open').length;
  const coordinators = generation > 1 ? ` · ${generation} coordinators` : '';
  return `${tries.length}${lost === 0 ? '' : `, of which ${lost} did not count`}${coordinators}`;
}
