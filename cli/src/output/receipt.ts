import type { Candidate, Exclusion, Plan, Receipt, ScoreTerm } from '@longshore/schemas';
import { plural } from '@longshore/schemas/words';
import type { Style } from './style.ts';
import { type Column, formatTable } from './table.ts';
import { oneLine } from './width.ts';

interface ReceiptOptions {
  width: number;
  style: Style;
}

/** How many receipts that say different things are drawn. */
const DRAWN = 5;
const TERMS: readonly ScoreTerm['name'][] = ['load', 'specialty', 'time', 'distance'];
const TERM_WORDS: Record<ScoreTerm['name'], string> = {
  load: 'Load',
  specialty: 'Specialty',
  time: 'Time',
  distance: 'Distance',
};

/** A plan in words: whether it fits, then each decision with its candidates. */
export function formatPlan(plan: Plan, options: ReceiptOptions): string {
  const { style } = options;
  const { perHost } = plan;
  const tasks =
    perHost === undefined ? plural(plan.spec.parallelism, 'task') : plural(perHost.matching, 'matching agent');
  const verdict = plan.fits
    ? style.tone('well', `✓ fits now: ${perHost === undefined ? `${tasks} placed` : `a task on each of ${tasks}`}`)
    : perHost !== undefined && plan.possible
      ? style.tone('look', `~ waits on some: ${perHost.fitting} of ${tasks} can take it now`)
      : plan.possible
        ? style.tone('look', `~ waits: not all of ${tasks} can be placed now, though an agent could hold them`)
        : style.tone('badly', `✗ cannot be placed: no registered agent could ever hold it`);
  return `${verdict}\n\n${formatReceipts(plan.receipts, options)}`;
}

/** Receipts as text; those that say the same are drawn once. */
export function formatReceipts(receipts: readonly Receipt[], options: ReceiptOptions): string {
  const groups = new Map<string, { receipt: Receipt; tasks: number[] }>();
  for (const receipt of receipts) {
    const { taskIndex, decidedAt: _decidedAt, ...said } = receipt;
    const key = JSON.stringify(said);
    const group = groups.get(key) ?? { receipt, tasks: [] };
    group.tasks.push(taskIndex);
    groups.set(key, group);
  }
  const drawn = [...groups.values()]
    .slice(0, DRAWN)
    .map(({ receipt, tasks }) => formatReceipt(receipt, tasks, options));
  if (groups.size > DRAWN) drawn.push(`and ${plural(groups.size - DRAWN, 'more decision')}; --json has all of them\n`);
  return drawn.join('\n');
}

function formatReceipt(receipt: Receipt, tasks: readonly number[], options: ReceiptOptions): string {
  const { style } = options;
  const title = `${tasks.length === 1 ? 'Task' : 'Tasks'} ${ranges(tasks)}: ${oneLine(receipt.summary)}`;
  const fit = receipt.wouldFit.map((way) => `  would fit: ${oneLine(way)}\n`).join('');
  if (receipt.candidates.length === 0) return `${style.bold(title)}\n  no agent is registered\n${fit}`;
  // The receipt has them in the order in which they were ranked.
  const ranked = receipt.candidates;
  const table = formatTable(columns(receipt, style), ranked, { ...options, width: options.width - 2 });
  const weights = ranked.find(({ terms }) => terms.length > 0)?.terms ?? [];
  const legend =
    weights.length === 0 ? '' : `  score = ${weights.map(({ name, weight }) => `${weight} × ${name}`).join(' + ')}\n`;
  return `${style.bold(title)}\n${indent(table)}${style.faint(legend)}${fit}`;
}

function columns(receipt: Receipt, style: Style): Column<Candidate>[] {
  return [
    {
      header: 'Agent',
      text: ({ agentId }) => agentId,
      paint: (text, { agentId }) => (agentId === receipt.winner ? style.bold(text) : text),
      shrinkTo: 12,
    },
    {
      header: 'Result',
      text: (candidate) => verdict(candidate, receipt),
      paint: (text, candidate) =>
        style.tone(
          candidate.agentId === receipt.winner ? 'well' : candidate.score === null ? 'badly' : 'waiting',
          text,
        ),
    },
    { header: 'Score', align: 'right', text: ({ score }) => (score === null ? '–' : score.toFixed(3)) },
    ...spreadColumn(receipt),
    ...TERMS.map(
      (name): Column<Candidate> => ({
        header: TERM_WORDS[name],
        align: 'right',
        dropOrder: 1,
        text: ({ terms }) => terms.find((term) => term.name === name)?.weighted.toFixed(3) ?? '–',
      }),
    ),
    { header: 'Why', shrinkTo: 20, text: why },
  ];
}

/** For a job that is spread: what goes before any score. */
function spreadColumn({ candidates }: Receipt): Column<Candidate>[] {
  const over = candidates.find(({ spread }) => spread !== undefined)?.spread?.over;
  if (over === undefined) return [];
  return [
    {
      header: over === 'agent' ? 'Its tasks' : `Tasks by ${oneLine(over)}`,
      text: ({ spread }) => {
        if (spread === undefined) return '–';
        if (over === 'agent') return `${spread.tasks}`;
        return spread.value === null ? `no ${oneLine(over)}` : `${oneLine(spread.value)}: ${spread.tasks}`;
      },
    },
  ];
}

function verdict({ agentId, score }: Candidate, { winner, runnerUp }: Receipt): string {
  if (agentId === winner) return '✓ chosen';
  if (score === null) return '✗ excluded';
  return agentId === runnerUp ? '· runner-up' : '· fits';
}

function why({ excludedBy, terms }: Candidate): string {
  if (excludedBy.length > 0) return excludedBy.map(exclusionWords).join('; ');
  return terms
    .filter(({ value, detail }) => value > 0 && detail !== '')
    .map(({ name, detail }) => `${name}: ${detail}`)
    .join('; ');
}

/** `memory: needs 8 GiB, has 1 GiB free`, and whether it could ever be otherwise. */
function exclusionWords({ filter, required, available, everPossible }: Exclusion): string {
  return `${filter}: needs ${required}, has ${available}${everPossible ? '' : ' (never)'}`;
}

/** `0–3, 7` for indexes in order. */
export function ranges(indexes: readonly number[]): string {
  const sorted = [...indexes].sort((left, right) => left - right);
  const parts: string[] = [];
  for (let at = 0; at < sorted.length; ) {
    let end = at;
    while ((sorted[end + 1] ?? Number.NaN) === (sorted[end] ?? 0) + 1) end += 1;
    parts.push(end === at ? `${sorted[at]}` : `${sorted[at]}–${sorted[end]}`);
    at = end + 1;
  }
  return parts.join(', ');
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}
