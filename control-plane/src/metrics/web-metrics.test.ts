import { describe, expect, it } from 'vitest';
import type { Fleet } from './read-fleet.ts';
import { createWebMetrics } from './web-metrics.ts';

const room = { cpuMillis: 8_000, memoryBytes: 1_024, slots: 16 };
const fleet: Fleet = {
  agents: [
    { id: 'host-1', state: 'READY', cordoned: false, heardAgeSeconds: 2.5 },
    { id: 'host-2', state: 'SILENT', cordoned: true, heardAgeSeconds: 700 },
  ],
  room: { ...room, reservedCpuMillis: 500, reservedMemoryBytes: 512, reservedSlots: 1 },
  jobs: [{ state: 'RUNNING', count: 1 }],
  tasks: { queued: 3, backoff: 0, active: 1, unreachable: 0, oldestSeconds: 12 },
  outbox: { waiting: 0, oldestSeconds: 0 },
  deliveries: { waiting: 2, oldestSeconds: 40.5 },
  work: [{ type: 'compute', queued: 7, processing: 2, failed: 1, oldestSeconds: 3.5, workers: 2 }],
  leader: { epoch: 4, beatAgeSeconds: null, holds: false },
};

describe('what the web program tells Prometheus', () => {
  it('has the fleet as the database knows it, with a series for each state and each agent', async () => {
    const metrics = createWebMetrics({ readFleet: () => Promise.resolve(fleet), onError: () => expect.unreachable() });
    const text = await metrics.text();
    for (const line of [
      'longshore_fleet_read_success 1',
      'longshore_fleet_agents{state="READY"} 1',
      'longshore_fleet_agents{state="BLOCKED"} 0',
      'longshore_fleet_agent_state{agent="host-2",state="SILENT"} 1',
      'longshore_fleet_agent_cordoned{agent="host-2"} 1',
      'longshore_fleet_tasks{state="QUEUED"} 3',
      'longshore_fleet_capacity_cpu_cores 8',
      'longshore_fleet_reserved_cpu_cores 0.5',
      'longshore_fleet_webhook_deliveries 2',
      'longshore_fleet_webhook_oldest_age_seconds 40.5',
      'longshore_fleet_work_items{queue="compute",state="queued"} 7',
      'longshore_fleet_work_items{queue="compute",state="failed"} 1',
      'longshore_fleet_work_oldest_age_seconds{queue="compute"} 3.5',
      'longshore_fleet_workers{queue="compute"} 2',
      'longshore_fleet_leader_beat_age_seconds +Inf',
    ]) {
      expect(text.split('\n')).toContain(line);
    }
  });

  it('tells nothing old of an agent that changed its state, or of a fleet that cannot be read now', async () => {
    const readings: (() => Promise<Fleet>)[] = [
      () => Promise.resolve(fleet),
      () =>
        Promise.resolve({ ...fleet, agents: [{ id: 'host-2', state: 'READY', cordoned: false, heardAgeSeconds: 0 }] }),
      () => Promise.reject(new Error('the database is away')),
    ];
    const errors: unknown[] = [];
    const metrics = createWebMetrics({
      readFleet: () => readings.shift()?.() ?? Promise.resolve(fleet),
      onError: (error) => errors.push(error),
    });
    await metrics.text();
    const changed = await metrics.text();
    expect(changed).toContain('longshore_fleet_agent_state{agent="host-2",state="READY"} 1');
    expect(changed).not.toMatch(/host-1|"host-2",state="SILENT"/);
    const away = await metrics.text();
    expect(errors).toHaveLength(1);
    expect(away.match(/^longshore_fleet_.*/gm)).toEqual([
      'longshore_fleet_read_success 0',
      'longshore_fleet_read_failures_total 1',
    ]);
    expect(away).toContain('process_cpu_seconds_total');
    expect(await metrics.text()).toContain('longshore_fleet_agents{state="SILENT"} 1');
  });
});
