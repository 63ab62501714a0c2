/** Rooms whose things have names that are not their ids. */
const NAMED_ROOMS = [
  'kitchens/orders',
  'kitchens/runs',
  'schedules',
  'sorts',
  'templates',
  'webhooks',
  'work',
] as const;

export type NamedRoom = (typeof NAMED_ROOMS)[number];

/** Whether the things of a room have names that are not their ids. */
export function isNamedRoom(room: string): room is NamedRoom {
  return (NAMED_ROOMS as readonly string[]).includes(room);
}
