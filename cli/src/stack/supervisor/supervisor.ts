import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StackPlan } from '../plan/service.ts';
import { dependentsOf, startOrder } from '../plan/start-order.ts';
import { processIdentity } from './leftovers.ts';
import type { StackEvent, StackStatus } from './protocol.ts';
import { rotateServiceLog } from './service-log.ts';
import { StartFailure, SupervisedService } from './supervised-service.ts';

/** Starts, watches and stops all services of one plan. */
export class Supervisor {
  readonly #plan: StackPlan;
  readonly #services: SupervisedService[];
  readonly #startedAt = new Date();
  readonly #events: StackEvent[] = [];
  readonly #listeners = new Set<(event: StackEvent) => void>();
  #phase: StackStatus['phase'] = 'starting';
  #stopping: Promise<void> | undefined;

  constructor(plan: StackPlan) {
    this.#plan = plan;
    mkdirSync(plan.logDirectory, { recursive: true });
    this.#services = startOrder(plan.services).map(
      (description) =>
        new SupervisedService(description, join(plan.logDirectory, `${description.name}.log`), (event) =>
          this.#tell(event),
        ),
    );
  }

  /** Calls back for every event so far and for each to come. @returns a function that ends this */
  follow(listener: (event: StackEvent) => void): () => void {
    for (const event of this.#events) listener(event);
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What is known of the stack now. */
  status(): StackStatus {
    return {
      phase: this.#phase,
      supervisorPid: process.pid,
      startedAt: this.#startedAt.toISOString(),
      facts: this.#plan.facts,
      services: this.#services.map((service) => service.status()),
    };
  }

  /** Starts everything, each service as soon as what it depends on is ready; when one fails, stops all again. */
  async startAll(): Promise<void> {
    const ready = new Map<string, Promise<void>>();
    let failed = false;
    for (const service of this.#services) {
      const { name, title, dependsOn } = service.description;
      const starting = allOf(ready, dependsOn).then(async () => {
        if (this.#stopping !== undefined || failed) throw new StartFailure('not started');
        await service.start();
      });
      ready.set(name, starting);
      starting.catch((error: unknown) => {
        if (failed || this.#stopping !== undefined) return;
        failed = true;
        const logTail = error instanceof StartFailure ? [...error.logTail] : [];
        const reason = error instanceof Error ? error.message : String(error);
        this.#tell({ type: 'failed', name, title, reason, logTail });
        void this.stopAll('failed');
      });
    }
    const outcomes = await Promise.allSettled(ready.values());
    if (outcomes.every(({ status }) => status === 'fulfilled')) this.#enter('up');
  }

  /** Stops everything, each service after all that depend on it. Calling it again waits for the same end. */
  stopAll(then: 'down' | 'failed'): Promise<void> {
    this.#stopping ??= this.#stopInOrder(then);
    return this.#stopping;
  }

  /** Stops one service and leaves it stopped, though others depend on it. */
  async stopService(name: string): Promise<void> {
    await this.#find(name).stop();
  }

  /** Starts one service that was stopped. */
  async startService(name: string): Promise<void> {
    await this.#find(name).start();
  }

  /** To be called now and then: keeps log files within their size. */
  rotateLogs(): void {
    for (const service of this.#services) {
      this.#unlessDiskFails(() => rotateServiceLog(service.logPath, this.#plan.logRotation));
    }
  }

  async #stopInOrder(then: 'down' | 'failed'): Promise<void> {
    this.#enter('stopping');
    const stopped = new Map<string, Promise<void>>();
    for (const service of [...this.#services].reverse()) {
      const { name } = service.description;
      const dependents = dependentsOf(name, this.#plan.services);
      stopped.set(
        name,
        allOf(stopped, dependents).then(() => service.stop()),
      );
    }
    await Promise.all(stopped.values());
    this.#enter(then);
  }

  #find(name: string): SupervisedService {
    const found = this.#services.find((service) => service.description.name === name);
    if (found === undefined) throw new Error(`there is no service "${name}"`);
    return found;
  }

  #enter(phase: StackStatus['phase']): void {
    this.#phase = phase;
    this.#tell({ type: 'phase', phase });
  }

  #tell(event: StackEvent): void {
    this.#events.push(event);
    // Restarts go on for as long as the stack runs; who starts to follow late needs the beginning and the latest.
    if (this.#events.length > 500) this.#events.splice(100, 1);
    this.#recordProcesses();
    for (const listener of this.#listeners) listener(event);
  }

  /** Leaves a note of what runs, so that a later `up` or `down` can clear up should this process be killed. */
  #recordProcesses(): void {
    const processes = this.#services.flatMap((service) => {
      const identity = service.pid === undefined ? undefined : processIdentity(service.pid);
      return identity === undefined ? [] : [{ name: service.description.name, ...identity }];
    });
    const path = join(this.#plan.stateDirectory, 'processes.json');
    this.#unlessDiskFails(() => {
      // Moved into place: who is killed here, or runs out of disk, leaves the note before.
      writeFileSync(`${path}.partial`, JSON.stringify(processes));
      renameSync(`${path}.partial`, path);
    });
  }

  /** A full disk is no reason to stop what runs: the failure is noted in the supervisor's own log. */
  #unlessDiskFails(write: () => unknown): void {
    try {
      write();
    } catch (error) {
      process.stderr.write(`${new Date().toISOString()} ${error instanceof Error ? error.message : String(error)}\n`);
    }
  }
}

/** Waits for what is known under the names. */
async function allOf(known: ReadonlyMap<string, Promise<void>>, names: readonly string[]): Promise<void> {
  await Promise.all(names.map((name) => known.get(name)).filter((promise) => promise !== undefined));
}
