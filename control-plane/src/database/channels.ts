/**
 * What processes tell each other through NOTIFY, always without a payload: a hint to look, never the data itself.
 * `work`: there is intent for the dispatcher; `orders`: there is some for its balancer alone, which may be hundreds of times a
 * second. The others name what pages may want to look at again.
 */
export const CHANNELS = {
  work: 'longshore_work',
  jobs: 'longshore_jobs',
  agents: 'longshore_agents',
  logs: 'longshore_logs',
  dispatcher: 'longshore_dispatcher',
  access: 'longshore_access',
  queues: 'longshore_queues',
  orders: 'longshore_orders',
  kitchens: 'longshore_kitchens',
} as const;

export type Channel = keyof typeof CHANNELS;
export type PageSubject = Exclude<Channel, 'work' | 'orders'>;

export const PAGE_SUBJECTS = [
  'jobs',
  'agents',
  'logs',
  'dispatcher',
  'access',
  'queues',
  'kitchens',
] as const satisfies readonly PageSubject[];

/** The statement that notifies the channels, once each. */
export function notifyStatement(channels: Iterable<Channel>): string {
  return `SELECT ${[...new Set(channels)].map((channel) => `pg_notify('${CHANNELS[channel]}', '')`).join(', ')}`;
}
