import type { JobEvent } from '@longshore/schemas';

/** What happened to one task, or the same to several tasks at about the same time. */
export interface EventGroup {
  first: JobEvent;
  events: JobEvent[];
  /** How long until the next thing happened to the same attempt; null: nothing has yet, or nothing will. */
  tookMs: number | null;
  /** It is what the attempt does now. */
  current: boolean;
}

const TOGETHER_MS = 2_000;

/**
 * The entries of a timeline, oldest first. The same event of several tasks within two seconds is one entry, so that a
 * job of a thousand tasks can be read.
 *
 * @param events - in the order in which they happened
 */
export function groupEvents(events: readonly JobEvent[], jobEnded: boolean): EventGroup[] {
  const groups: EventGroup[] = [];
  const open = new Map<string, { group: EventGroup; tasks: Set<number | null> }>();
  const followers = followersOf(events);
  events.forEach((event, index) => {
    const key = `${event.type}/${event.reason?.code ?? ''}`;
    const same = open.get(key);
    const last = same?.group.events.at(-1);
    if (
      same !== undefined &&
      last !== undefined &&
      event.taskIndex !== null &&
      !same.tasks.has(event.taskIndex) &&
      Date.parse(event.at) - Date.parse(last.at) <= TOGETHER_MS
    ) {
      same.group.events.push(event);
      same.tasks.add(event.taskIndex);
      return;
    }
    const next = followers[index];
    const fresh: EventGroup = {
      first: event,
      events: [event],
      tookMs: next === undefined ? null : Date.parse(next.at) - Date.parse(event.at),
      current: next === undefined && !jobEnded,
    };
    groups.push(fresh);
    open.set(key, { group: fresh, tasks: new Set([event.taskIndex]) });
  });
  return groups;
}

/** What follows each event: for an attempt, the next of that attempt; for the job, whatever comes next. */
function followersOf(events: readonly JobEvent[]): (JobEvent | undefined)[] {
  const nextOf = new Map<string, JobEvent>();
  // From the end, once: a job of a thousand tasks has many thousand events.
  return events
    .toReversed()
    .map((event, index, reversed) => {
      const isEnd = event.type === 'JobEnded' || event.type === 'AttemptEnded';
      const next = event.attemptId === null ? reversed[index - 1] : nextOf.get(event.attemptId);
      if (event.attemptId !== null) nextOf.set(event.attemptId, event);
      return isEnd ? undefined : next;
    })
    .toReversed();
}

/** Where a timeline is folded: so many entries of its beginning and of its end are shown. */
export interface Fold {
  /** How many of the beginning. */
  head: number;
  hidden: number;
}

const HEAD = 50;
/** More than so many make a browser slow, and nobody reads them from top to bottom. */
export const SHOWN_AT_FIRST = 400;

/** The beginning and the end of a long timeline are what one comes for: what is between folds. */
export function foldOf(entries: number, shown: number): Fold | null {
  return entries <= shown ? null : { head: HEAD, hidden: entries - shown };
}
