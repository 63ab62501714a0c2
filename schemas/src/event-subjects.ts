/** What an event of `GET /events` may hint at. */
export const EVENT_SUBJECTS = ['jobs', 'agents', 'logs', 'dispatcher', 'access', 'queues', 'kitchens'] as const;
export type EventSubject = (typeof EVENT_SUBJECTS)[number];
