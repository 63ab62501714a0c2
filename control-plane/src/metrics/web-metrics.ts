import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { createFleetMetrics } from './fleet-metrics.ts';
import type { Fleet } from './read-fleet.ts';

/** So long does a scrape wait for the database: less than Prometheus waits for the scrape. */
const READ_DEADLINE_MS = 5_000;

export interface WebMetricsOptions {
  readFleet: () => Promise<Fleet>;
  onError: (error: unknown) => void;
}

/** What the web program tells Prometheus. */
export interface WebMetrics {
  registry: Registry;
  requestSeconds: Histogram<'operation' | 'status'>;
  eventStreams: Gauge;
  /** Everything as Prometheus reads it, with the fleet as it is now. A database that is away takes only that part away. */
  text(): Promise<string>;
}

export function createWebMetrics({ readFleet, onError }: WebMetricsOptions): WebMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const fleet = createFleetMetrics(registry);
  return {
    registry,
    requestSeconds: new Histogram({
      name: 'longshore_web_request_seconds',
      help: 'Time to answer an API request, by operation and status',
      labelNames: ['operation', 'status'] as const,
      buckets: [0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers,
    }),
    eventStreams: new Gauge({
      name: 'longshore_web_event_streams',
      help: 'Open server-sent event streams',
      registers,
    }),
    async text() {
      try {
        fleet.set(await withDeadline(readFleet()));
      } catch (error) {
        onError(error);
        fleet.clear();
      }
      return registry.metrics();
    },
  };
}

async function withDeadline<Value>(reading: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${READ_DEADLINE_MS} ms`)), READ_DEADLINE_MS);
  });
  try {
    return await Promise.race([reading, late]);
  } finally {
    clearTimeout(timer);
  }
}
