import { WORK_LIMITS, type Worker, type WorkerState, type WorkType } from '@longshore/schemas';
import { formatDuration, plural } from '@longshore/schemas/words';

type Consumption = Worker['types'][number];

/** How a worker stands towards one of its types, in the states of workers. */
export function consumptionState({ wanted, observed, holding }: Consumption, worker: WorkerState): WorkerState {
  if (worker === 'silent') return 'silent';
  if (wanted === 'stopped') return observed === 'stopped' && holding === 0 ? 'stopped' : 'draining';
  return holding > 0 ? 'working' : 'idle';
}

/** What of a consumption its state does not tell. */
export function consumptionWords({ wanted, observed, holding, concurrency }: Consumption): string {
  const held = `${holding} of ${concurrency} at once`;
  if (wanted === 'started' && observed !== 'consuming') return `${held}, starts with its next sign of life`;
  if (wanted === 'stopped' && observed === 'consuming') return `${held}, hears of the stop with its next sign of life`;
  return held;
}

/** Items that a worker holds, of all its types. */
export function heldBy({ types }: Pick<Worker, 'types'>): number {
  return types.reduce((sum, { holding }) => sum + holding, 0);
}

/** Types of which nobody but this worker takes items. */
export function onlyTakenBy(worker: Worker, workers: readonly Worker[]): WorkType[] {
  const takes = ({ types, state }: Worker, type: WorkType) =>
    state !== 'silent' && types.some((one) => one.type === type && one.wanted === 'started');
  return worker.types
    .map(({ type }) => type)
    .filter((type) => takes(worker, type) && !workers.some((other) => other.id !== worker.id && takes(other, type)));
}

/** What a start or a stop will do, in whole sentences, said before it is asked for. */
export function steerWords(
  wish: 'start' | 'stop',
  worker: Worker,
  types: readonly WorkType[],
  workers: readonly Worker[],
): string[] {
  const named = types.join(', ');
  const soon = `with its next sign of life, within ${formatDuration(WORK_LIMITS.heartbeatMs)}`;
  const silent = worker.state === 'silent' ? ['It is silent now: it learns of this when it is heard again.'] : [];
  if (wish === 'start') return [`It takes items of ${named} again ${soon}.`, ...silent];
  const held = worker.types.reduce((sum, { type, holding }) => sum + (types.includes(type) ? holding : 0), 0);
  const alone = onlyTakenBy(worker, workers).filter((type) => types.includes(type));
  return [
    `It takes no more items of ${named}, ${soon}${held === 0 ? '' : `, and finishes the ${plural(held, 'item')} that it holds`}.`,
    'It stays in its group and keeps its share of the topic: what is offered there waits until it is started again or ends.',
    ...(alone.length === 0 ? [] : [`No other worker takes ${alone.join(', ')}: all that comes waits.`]),
    ...silent,
  ];
}
