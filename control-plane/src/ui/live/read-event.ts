import { EVENT_SUBJECTS, type EventSubject, type ServerEvent } from '@longshore/schemas';

/** What an event of the stream says. */
export type ReadEvent = Pick<ServerEvent, 'subjects' | 'at'>;

/** Reads the data of an event; null: it is none of ours. A subject that this page does not know says nothing to it. */
export function readEvent(data: string): ReadEvent | null {
  const event: unknown = JSON.parse(data);
  if (typeof event !== 'object' || event === null) return null;
  const { subjects, at } = event as { [Field in keyof ServerEvent]?: unknown };
  if (!Array.isArray(subjects) || typeof at !== 'string' || Number.isNaN(Date.parse(at))) return null;
  return { subjects: subjects.filter(isSubject), at };
}

function isSubject(given: unknown): given is EventSubject {
  return EVENT_SUBJECTS.some((subject) => subject === given);
}
