import { AGENT_STATE_NAMES, JOB_STATE_NAMES, jobHasEnded } from '@longshore/schemas';
import { Counter, Gauge, type Registry } from 'prom-client';
import type { Fleet, Room } from './read-fleet.ts';

/** What the database knows of the fleet, for Prometheus: every web process tells the same, so take the maximum of them. */
export interface FleetMetrics {
  /** Takes over what was read. */
  set(fleet: Fleet): void;
  /** Nothing is known any more: the series end, so that nobody takes old numbers for new. */
  clear(): void;
}

export function createFleetMetrics(registry: Registry): FleetMetrics {
  const forget: (() => void)[] = [];
  const gauge = <Label extends string = never>(name: string, help: string, labelNames: Label[] = []): Gauge<Label> => {
    const made = new Gauge({ name: `longshore_fleet_${name}`, help, labelNames, registers: [registry] });
    // One with labels keeps no series when it is reset; one without would go back to 0.
    forget.push(() => (labelNames.length === 0 ? made.remove() : made.reset()));
    return made;
  };
  const readSuccess = gauge('read_success', '1 when the database could be read for this scrape');
  const readFailures = new Counter({
    name: 'longshore_fleet_read_failures_total',
    help: 'Scrapes for which the database could not be read',
    registers: [registry],
  });
  const agents = gauge('agents', 'Agents, by state', ['state']);
  const agentState = gauge('agent_state', '1 for the state that an agent is in', ['agent', 'state']);
  const cordoned = gauge('agent_cordoned', '1 while an operator keeps new work away from an agent', ['agent']);
  const heard = gauge('agent_heard_age_seconds', 'Time since an agent was heard last', ['agent']);
  const jobs = gauge('jobs', 'Jobs that have not ended, by state', ['state']);
  const tasks = gauge('tasks', 'Tasks that have not ended, by state', ['state']);
  const unreachable = gauge('attempts_unreachable', 'Open attempts on agents that are out of reach');
  const queueAge = gauge('queue_oldest_age_seconds', 'Age of the oldest job with a task that was never placed');
  const outbox = gauge('outbox_instructions', 'Instructions that are decided and not published');
  const outboxAge = gauge('outbox_oldest_age_seconds', 'Age of the oldest instruction that is not published');
  const deliveries = gauge('webhook_deliveries', 'Events that webhooks are still to be told, paused ones apart');
  const deliveryAge = gauge('webhook_oldest_age_seconds', 'Age of the oldest event that a webhook is still to be told');
  const work = gauge('work_items', 'Work items that are not completed, by queue and state', ['queue', 'state']);
  const workAge = gauge('work_oldest_age_seconds', 'Age of the oldest work item that waits, by queue', ['queue']);
  const workers = gauge('workers', 'Workers that are heard, by queue that they take items of', ['queue']);
  const beatAge = gauge('leader_beat_age_seconds', 'Time since a leading dispatcher last said so; +Inf: never');
  const epoch = gauge('leader_epoch', 'How often the lead was taken');
  const holds = gauge('leader_holds', '1 while the leader gives no agent up because too many fell silent together');
  const setRoom = createRoom(gauge);
  return {
    set(fleet) {
      for (const labelled of [agentState, cordoned, heard]) labelled.reset();
      readSuccess.set(1);
      for (const state of AGENT_STATE_NAMES) {
        agents.set({ state }, fleet.agents.filter((agent) => agent.state === state).length);
      }
      for (const agent of fleet.agents) {
        agentState.set({ agent: agent.id, state: agent.state }, 1);
        cordoned.set({ agent: agent.id }, Number(agent.cordoned));
        heard.set({ agent: agent.id }, agent.heardAgeSeconds);
      }
      for (const state of JOB_STATE_NAMES.filter((name) => !jobHasEnded(name))) {
        jobs.set({ state }, fleet.jobs.find((each) => each.state === state)?.count ?? 0);
      }
      tasks.set({ state: 'QUEUED' }, fleet.tasks.queued);
      tasks.set({ state: 'BACKOFF' }, fleet.tasks.backoff);
      tasks.set({ state: 'ACTIVE' }, fleet.tasks.active);
      unreachable.set(fleet.tasks.unreachable);
      queueAge.set(fleet.tasks.oldestSeconds);
      outbox.set(fleet.outbox.waiting);
      outboxAge.set(fleet.outbox.oldestSeconds);
      deliveries.set(fleet.deliveries.waiting);
      deliveryAge.set(fleet.deliveries.oldestSeconds);
      for (const { type: queue, queued, processing, failed, oldestSeconds, workers: heardNow } of fleet.work) {
        work.set({ queue, state: 'queued' }, queued);
        work.set({ queue, state: 'processing' }, processing);
        work.set({ queue, state: 'failed' }, failed);
        workAge.set({ queue }, oldestSeconds);
        workers.set({ queue }, heardNow);
      }
      beatAge.set(fleet.leader.beatAgeSeconds ?? Number.POSITIVE_INFINITY);
      epoch.set(fleet.leader.epoch);
      holds.set(Number(fleet.leader.holds));
      setRoom(fleet.room);
    },
    clear() {
      for (const each of forget) each();
      readSuccess.set(0);
      readFailures.inc();
    },
  };
}

/** Of agents on which something may be placed now. */
function createRoom(gauge: (name: string, help: string) => Gauge): (room: Room) => void {
  const cpu = gauge('capacity_cpu_cores', 'Processors of agents that are open for work');
  const memory = gauge('capacity_memory_bytes', 'Memory of agents that are open for work');
  const slots = gauge('capacity_slots', 'Containers that agents open for work may hold');
  const reservedCpu = gauge('reserved_cpu_cores', 'Processors reserved on agents that are open for work');
  const reservedMemory = gauge('reserved_memory_bytes', 'Memory reserved on agents that are open for work');
  const reservedSlots = gauge('reserved_slots', 'Slots taken on agents that are open for work');
  return (room) => {
    cpu.set(room.cpuMillis / 1_000);
    memory.set(room.memoryBytes);
    slots.set(room.slots);
    reservedCpu.set(room.reservedCpuMillis / 1_000);
    reservedMemory.set(room.reservedMemoryBytes);
    reservedSlots.set(room.reservedSlots);
  };
}
