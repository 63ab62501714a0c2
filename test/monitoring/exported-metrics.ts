import { unknownHealth } from '../../agent/src/decide/next-health.ts';
import { Registration } from '../../agent/src/handler/registration.ts';
import { emptyInventory } from '../../agent/src/health/inventory.ts';
import { type AgentMetrics, createMetrics } from '../../agent/src/http/metrics.ts';
import { createDispatcherMetrics } from '../../control-plane/src/metrics/dispatcher-metrics.ts';
import { createWebMetrics } from '../../control-plane/src/metrics/web-metrics.ts';

/** A metric as a program makes it. */
export interface ExportedMetric {
  program: 'web' | 'dispatcher' | 'agent';
  name: string;
  help: string;
  type: 'counter' | 'gauge' | 'histogram' | 'summary';
  labels: readonly string[];
}

/** Every metric of every program, read from the registries that the programs themselves make. */
export function exportedMetrics(): ExportedMetric[] {
  const nothing = () => 0;
  const agent = createMetrics({
    agentId: 'host-1',
    registration: () => new Registration('boot'),
    health: () => unknownHealth,
    inventory: () => emptyInventory,
    attempts: nothing,
    openInstructions: nothing,
    waitingReports: nothing,
    orphans: nothing,
  });
  const web = createWebMetrics({ readFleet: () => Promise.reject(new Error('not read here')), onError: nothing });
  return [
    ...metricsOf('web', web.registry),
    ...metricsOf('dispatcher', createDispatcherMetrics().registry),
    ...metricsOf('agent', agent.registry),
  ];
}

/** The names under which Prometheus has the series of a metric. */
export function seriesNames({ name, type }: Pick<ExportedMetric, 'name' | 'type'>): string[] {
  return type === 'histogram' ? ['_bucket', '_sum', '_count'].map((suffix) => name + suffix) : [name];
}

function metricsOf(program: ExportedMetric['program'], registry: AgentMetrics['registry']): ExportedMetric[] {
  return registry.getMetricsAsArray().map((metric) => {
    // prom-client keeps the class of a metric and the labels it takes, and declares neither.
    const { labelNames } = metric as unknown as { labelNames: string[] };
    const type = metric.constructor.name.toLowerCase() as ExportedMetric['type'];
    return { program, name: metric.name, help: metric.help, type, labels: labelNames };
  });
}
