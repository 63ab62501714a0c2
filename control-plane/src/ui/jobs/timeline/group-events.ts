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
  const open = new Map<string, EventGroup>();
  events.forEach((event, index) => {
    const key = `${event.type}/${event.reason?.code ?? ''}`;
    const group = open.get(key);
    const last = group?.events.at(-1);
    if (
      group !== undefined &&
      last !== undefined &&
      event.taskIndex !== null &&
      group.events.every((other) => other.taskIndex !== event.taskIndex) &&
      Date.parse(event.at) - Date.parse(last.at) <= TOGETHER_MS
    ) {
      group.events.push(event);
      return;
    }
    const next = nextOf(events, index);
    const fresh: EventGroup = {
      first: event,
      events: [event],
      tookMs: next === undefined ? null : Date.parse(next.at) - Date.parse(event.at),
      current: next === undefined && !jobEnded,
    };
    groups.push(fresh);
    open.set(key, fresh);
  });
  return groups;
}

/** What follows an event: for an attempt, the next of that attempt; for the job, whatever comes next. */
function nextOf(events: readonly JobEvent[], index: number): JobEvent | undefined {
  const event = events[index];
  const later = events.slice(index + 1);
  if (event === undefined || event.type === 'JobEnded') return undefined;
  if (event.type === 'AttemptEnded') return undefined;
  if (event.attemptId === null) return later[0];
  return later.find(({ attemptId }) => attemptId === event.attemptId);
}
