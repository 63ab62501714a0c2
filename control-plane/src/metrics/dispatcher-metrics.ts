import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What the dispatcher tells Prometheus. */
export interface DispatcherMetrics {
  registry: Registry;
  leading: Gauge;
  epoch: Gauge;
  published: Counter;
  folded: Counter<'record'>;
  logLines: Counter;
  decisionSeconds: Histogram<'kind'>;
  projectorLag: Gauge;
}

export function createDispatcherMetrics(): DispatcherMetrics {
  const registry = new Registry();
  const registers = [registry];
  return {
    registry,
    leading: new Gauge({ name: 'longshore_dispatcher_leading', help: '1 while this process leads', registers }),
    epoch: new Gauge({
      name: 'longshore_dispatcher_epoch',
      help: 'Epoch of the last takeover by this process',
      registers,
    }),
    published: new Counter({
      name: 'longshore_dispatcher_instructions_published_total',
      help: 'Instructions published on Job_Handling',
      registers,
    }),
    folded: new Counter({
      name: 'longshore_dispatcher_records_folded_total',
      help: 'Records read from the status topics and folded, by kind',
      labelNames: ['record'] as const,
      registers,
    }),
    logLines: new Counter({
      name: 'longshore_dispatcher_log_lines_stored_total',
      help: 'Lines of container output stored',
      registers,
    }),
    decisionSeconds: new Histogram({
      name: 'longshore_dispatcher_look_seconds',
      help: 'Time of one look, by loop',
      labelNames: ['kind'] as const,
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
      registers,
    }),
    projectorLag: new Gauge({
      name: 'longshore_dispatcher_projector_lag',
      help: 'Records of the status topics not yet folded; -1 while unknown',
      registers,
    }),
  };
}
