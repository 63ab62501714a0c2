import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Health } from '../decide/next-health.ts';
import type { Registration } from '../handler/registration.ts';
import type { Inventory } from '../health/inventory.ts';
import { agentVersion } from '../version.ts';

/** What is asked for when somebody scrapes. */
export interface Readings {
  agentId: string;
  registration: () => Pick<Registration, 'synced' | 'refusedBecause'>;
  health: () => Health;
  inventory: () => Pick<Inventory, 'pingMs' | 'disk' | 'containers'>;
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
  new Gauge({
    name: 'longshore_agent_info',
    help: 'Always 1; names the agent and its version',
    labelNames: ['agent', 'version'],
    registers,
  }).set({ agent: readings.agentId, version: agentVersion }, 1);
  new Gauge({
    name: 'longshore_agent_check_ok',
    help: '1 while a check of the host is well, by check',
    labelNames: ['check'],
    registers,
    collect() {
      for (const { name, ok } of readings.health().checks) this.set({ check: name }, Number(ok));
    },
  });
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name: `longshore_agent_${name}`,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  const { registration, health, inventory } = readings;
  gauge('synced', '1 when the control plane has answered the registration', () => Number(registration().synced));
  gauge('refused', '1 while the control plane refuses this agent', () =>
    Number(registration().refusedBecause !== null),
  );
  gauge('handler_blocked', '1 while the engine cannot be used', () => Number(health().blocked));
  gauge('healthy', '1 while new work may be placed here', () => Number(health().healthy));
  gauge('engine_ping_seconds', 'Time of the last answer of the engine to a ping', () => inventory().pingMs / 1_000);
  gauge(
    'disk_free_bytes',
    'Free space where the engine keeps images and containers; NaN: cannot be seen',
    () => inventory().disk?.freeBytes ?? Number.NaN,
  );
  gauge(
    'disk_size_bytes',
    'Size of the disk where the engine keeps images and containers; NaN: cannot be seen',
    () => inventory().disk?.totalBytes ?? Number.NaN,
  );
  gauge(
    'containers_running',
    'Containers of this agent that run, as last listed',
    () => inventory().containers.filter(({ engineState }) => engineState === 'running').length,
  );
  gauge('attempts', 'Attempts that the agent has to do with', readings.attempts);
  gauge('open_instructions', 'Instructions read whose effect is not fact yet', readings.openInstructions);
  gauge('waiting_reports', 'Reports that Kafka has not acknowledged', readings.waitingReports);
  gauge('orphans', 'Containers of this agent that nobody wants', readings.orphans);
  const records = new Counter({
    name: 'longshore_agent_records_total',
    help: 'Records of the lane, by what became of them',
    labelNames: ['outcome'],
    registers,
  });
  // Present from the start: else the first one would not count as an increase.
  records.inc({ outcome: 'poisoned' }, 0);
  return {
    registry,
    records,
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
