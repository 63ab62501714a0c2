import { type ContainerEvent, followContainerEvents } from '../../hosts/follow-container-events.ts';
import type { SimulatedHost } from '../../hosts/simulated-host.ts';

/** What an engine of a fleet did to the container of an attempt. */
export interface WitnessedEvent {
  /** The host's name. */
  host: string;
  action: 'create' | 'start' | 'die';
  containerId: string;
  attemptId: string;
  taskId: string;
}

/** What one attempt, or one task over all its attempts, had of the engines. */
export interface Witnessed {
  containers: number;
  starts: number;
  /** Most containers that ran at the same moment, over all hosts. */
  aliveAtOnce: number;
}

/**
 * Hears from all engines of a fleet, over their sockets and no network, what they do to containers of attempts: what
 * ran twice is seen even where it is gone by the time anybody looks.
 */
export class FleetWitness implements Disposable {
  readonly events: WitnessedEvent[] = [];
  readonly #stops: Array<() => void> = [];

  static async open(hosts: readonly SimulatedHost[]): Promise<FleetWitness> {
    const witness = new FleetWitness();
    for (const host of hosts) await witness.follow(host);
    return witness;
  }

  /** Hears from an engine from now on; again after the engine was started again. */
  async follow(host: SimulatedHost): Promise<void> {
    const actions = ['create', 'start', 'die'] as const;
    this.#stops.push(await followContainerEvents(host.socketPath, actions, (event) => this.#take(host, event)));
  }

  /** A host's power was cut: whatever ran there ended, and no engine was left to say so. */
  hostDied(host: SimulatedHost): void {
    for (const { containerId, attemptId, taskId } of this.#alive(({ host: name }) => name === host.name)) {
      this.events.push({ host: host.name, action: 'die', containerId, attemptId, taskId });
    }
  }

  ofAttempt(attemptId: string): Witnessed {
    return witnessed(this.events.filter((event) => event.attemptId === attemptId));
  }

  ofTask(taskId: string): Witnessed {
    return witnessed(this.events.filter((event) => event.taskId === taskId));
  }

  /** Containers of a host that run now. */
  aliveOn(host: SimulatedHost): WitnessedEvent[] {
    return this.#alive(({ host: name }) => name === host.name);
  }

  [Symbol.dispose](): void {
    for (const stop of this.#stops.splice(0)) stop();
  }

  #alive(matches: (event: WitnessedEvent) => boolean): WitnessedEvent[] {
    const alive = new Map<string, WitnessedEvent>();
    for (const event of this.events.filter(matches)) {
      if (event.action === 'start') alive.set(event.containerId, event);
      if (event.action === 'die') alive.delete(event.containerId);
    }
    return [...alive.values()];
  }

  #take(host: SimulatedHost, { action, containerId, attributes }: ContainerEvent): void {
    const { 'longshore.attempt': attemptId, 'longshore.task': taskId } = attributes;
    if (attemptId === undefined || taskId === undefined || action === 'destroy') return;
    this.events.push({ host: host.name, action, containerId, attemptId, taskId });
  }
}

function witnessed(events: readonly WitnessedEvent[]): Witnessed {
  const alive = new Set<string>();
  let aliveAtOnce = 0;
  for (const { action, containerId } of events) {
    if (action === 'start') alive.add(containerId);
    if (action === 'die') alive.delete(containerId);
    aliveAtOnce = Math.max(aliveAtOnce, alive.size);
  }
  return {
    containers: new Set(events.filter(({ action }) => action === 'create').map(({ containerId }) => containerId)).size,
    starts: events.filter(({ action }) => action === 'start').length,
    aliveAtOnce,
  };
}
