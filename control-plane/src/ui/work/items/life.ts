import {
  type StateView,
  WORK_ITEM_STATES,
  WORKER_STATES,
  type WorkItem,
  type WorkItemMoment,
} from '@longshore/schemas';

type Look = Pick<StateView, 'icon' | 'tone'>;

/** An entry of an item's life as it is shown. */
export interface LifeEntry {
  moment: WorkItemMoment;
  words: string;
  look: Look;
  /** How often the same happened in a row. */
  times: number;
  /** How long until the next thing happened; null: it is the last. */
  tookMs: number | null;
}

const { queued, processing, completed, failed } = WORK_ITEM_STATES;
const AGAIN: Look = { icon: 'hourglass', tone: 'look' };

const VIEWS: Record<WorkItemMoment['what'], { words: string; look: Look }> = {
  submitted: { words: 'Submitted', look: queued },
  offered: { words: 'Offered', look: { icon: 'send', tone: 'waiting' } },
  claimed: { words: 'Taken', look: processing },
  completed: { words: 'Completed', look: completed },
  failed: { words: 'Failed for good', look: failed },
  retried: { words: 'Failed, to be tried again', look: AGAIN },
  lapsed: { words: 'Its worker was not heard', look: { icon: WORKER_STATES.silent.icon, tone: 'look' } },
  returned: { words: 'Given back', look: { icon: 'clock', tone: 'waiting' } },
  parked: { words: 'Waits for its chain', look: { icon: 'hourglass', tone: 'waiting' } },
  redriven: { words: 'Redriven', look: queued },
};

/** The life of an item, the oldest first; what was offered or put off again and again is one entry. */
export function lifeEntries(life: readonly WorkItemMoment[]): LifeEntry[] {
  const entries: LifeEntry[] = [];
  for (const moment of life) {
    const last = entries.at(-1);
    const repeats = moment.what === 'offered' || moment.what === 'parked';
    if (last !== undefined && repeats && last.moment.what === moment.what && last.moment.try === moment.try) {
      last.times += 1;
      continue;
    }
    if (last !== undefined) last.tookMs = Date.parse(moment.at) - Date.parse(last.moment.at);
    // A newer control plane may tell of something that this page has no words for.
    const view = VIEWS[moment.what] ?? { words: moment.what, look: queued };
    entries.push({ moment, ...view, times: 1, tookMs: null });
  }
  return entries;
}

/** How long the last try took, or the item waited; in milliseconds, null where it has not ended. */
export function spans({
  createdAt,
  startedAt,
  endedAt,
  status,
}: Pick<WorkItem, 'createdAt' | 'startedAt' | 'endedAt' | 'status'>): {
  waitedMs: number | null;
  tookMs: number | null;
} {
  const begun = startedAt === null || status === 'queued' ? null : Date.parse(startedAt);
  return {
    waitedMs: begun === null ? null : begun - Date.parse(createdAt),
    tookMs: begun === null || endedAt === null ? null : Date.parse(endedAt) - begun,
  };
}
