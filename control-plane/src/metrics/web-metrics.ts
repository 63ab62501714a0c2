import { Gauge, Histogram, Registry } from 'prom-client';

/** What the web program tells Prometheus. */
export interface WebMetrics {
  registry: Registry;
  requestSeconds: Histogram<'operation' | 'status'>;
  eventStreams: Gauge;
}

export function createWebMetrics(): WebMetrics {
  const registry = new Registry();
  const registers = [registry];
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
  };
}
