import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Numbers that are asked for when somebody scrapes. */
export interface Readings {
  synced: () => boolean;
  blocked: () => boolean;
  healthy: () => boolean;
  attempts: () => number;
  openInstructions: () => number;
  waitingReports: () => number;
  orphans: () => number;
}

/** The agent's metrics, on a registry of their own. */
export function createMetrics(readings: Readings) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name: `longshore_agent_${name}`,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  gauge('synced', '1 when the control plane has answered the registration', () => Number(readings.synced()));
  gauge('handler_blocked', '1 while the engine cannot be used', () => Number(readings.blocked()));
  gauge('healthy', '1 while new work may be placed here', () => Number(readings.healthy()));
  gauge('attempts', 'Attempts that the agent has to do with', readings.attempts);
  gauge('open_instructions', 'Instructions read whose effect is not fact yet', readings.openInstructions);
  gauge('waiting_reports', 'Reports that Kafka has not acknowledged', readings.waitingReports);
  gauge('orphans', 'Containers of this agent that nobody wants', readings.orphans);
  return {
    registry,
    records: new Counter({
      name: 'longshore_agent_records_total',
      help: 'Records of the lane, by what became of them',
      labelNames: ['outcome'],
      registers,
    }),
    corrections: new Counter({
      name: 'longshore_agent_corrections_total',
      help: 'Containers that the periodic list showed otherwise than events had told',
      registers,
    }),
    orphansRemoved: new Counter({
      name: 'longshore_agent_orphans_removed_total',
      help: 'Containers removed because nobody wanted them',
      registers,
    }),
    imagesRemoved: new Counter({
      name: 'longshore_agent_images_removed_total',
      help: 'Images that Longshore had pulled and that were removed, for their age or for want of disk',
      registers,
    }),
    registrations: new Counter({
      name: 'longshore_agent_registrations_total',
      help: 'Registrations begun, by cause',
      labelNames: ['cause'],
      registers,
    }),
    reports: new Counter({
      name: 'longshore_agent_reports_total',
      help: 'Reports acknowledged, by state observed',
      labelNames: ['observed'],
      registers,
    }),
    logLines: new Counter({ name: 'longshore_agent_log_lines_total', help: 'Log lines acknowledged', registers }),
    logLinesDropped: new Counter({
      name: 'longshore_agent_log_lines_dropped_total',
      help: 'Log lines dropped by the caps',
      registers,
    }),
    steps: new Histogram({
      name: 'longshore_agent_step_seconds',
      help: 'Steps executed',
      labelNames: ['step', 'outcome'],
      buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10, 60],
      registers,
    }),
    engineCalls: new Histogram({
      name: 'longshore_agent_engine_call_seconds',
      help: 'Calls of the engine',
      labelNames: ['call', 'outcome'],
      buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10, 60],
      registers,
    }),
  };
}

export type AgentMetrics = ReturnType<typeof createMetrics>;
