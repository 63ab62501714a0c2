import { type ComparedRuns, KITCHEN_RUN_STATES, type KitchenRun, type ScenarioName } from '@longshore/schemas';
import { formatCount, formatDuration, formatShare, plural } from '@longshore/schemas/words';

const WORDS: Record<ScenarioName, string> = {
  lunch: 'Lunch',
  rush: 'Rush-hour crisis',
  fire: 'Kitchen fire',
  uneven: 'Uneven city',
  opening: 'New kitchen opens',
};

/** What a scenario is called. */
export function scenarioWord(scenario: ScenarioName): string {
  return WORDS[scenario];
}

/** How far a run is, by its own clock; null: it has not begun, or nobody can say. */
export function runShare({ elapsedMs, durationMs, state }: Pick<KitchenRun, 'elapsedMs' | 'durationMs' | 'state'>) {
  if (KITCHEN_RUN_STATES[state].terminal) return 1;
  return state === 'preparing' || durationMs <= 0 ? null : Math.min(1, elapsedMs / durationMs);
}

/** How a run stands, in a line. */
export function runSentence(run: KitchenRun): string {
  const orders = plural(run.received, 'order');
  switch (run.state) {
    case 'preparing':
      return run.reason ?? `Its ${plural(run.kitchens, 'kitchen')} open`;
    case 'running':
      return `${formatDuration(run.elapsedMs)} of ${formatDuration(run.durationMs)}: ${orders} came in, ${formatCount(run.ended)} have ended`;
    case 'finishing':
      return `All ${orders} came in, ${formatCount(run.received - run.ended)} are on their way`;
    case 'failed':
      return run.reason ?? 'It failed';
    case 'stopped':
      return `Stopped after ${formatDuration(run.elapsedMs)}: ${orders} came in, ${formatCount(run.ended)} ended`;
    case 'done':
      return run.result === null
        ? `${orders}, all ended`
        : `${plural(run.result.delivered, 'order')} delivered, ${formatCount(run.result.failed)} failed; ${formatDuration(run.result.responseMs.mean)} on average`;
  }
}

type Row = ComparedRuns['rows'][number];

/** A value of a measure, with its unit. */
export function measureWords(value: number | null, unit: Row['unit']): string {
  if (value === null) return '–';
  switch (unit) {
    case 'ms':
      return formatDuration(value);
    case 'share':
      return value >= 0.9 && value < 1 ? value.toFixed(3) : formatShare(value);
    case 'orders':
    case 'orders a minute':
      return formatCount(Math.round(value));
  }
}

/** Those that can be put beside a run: done, of the same scenario, seed and number of kitchens; the newest first. */
export function comparable(run: KitchenRun, runs: readonly KitchenRun[]): KitchenRun[] {
  return runs.filter(
    ({ id, state, scenario, seed, kitchens }) =>
      id !== run.id && state === 'done' && scenario === run.scenario && seed === run.seed && kitchens === run.kitchens,
  );
}
