import { hostname } from 'node:os';
import { type AgentStatus, type Configure, newId } from '@longshore/schemas';
import { newSealingKey, type SealingKey } from '@longshore/schemas/sealed';
import type { AgentParts } from './agent-parts.ts';
import { pause } from './clock.ts';
import { type OpenHandler, openHandler } from './handler/open-handler.ts';
import { Registration, type RegistrationCause } from './handler/registration.ts';
import { HealthMonitor } from './health/health-monitor.ts';
import { HostUseMeter } from './health/host-use.ts';
import type { Readiness } from './http/http-server.ts';
import { type AgentMetrics, createMetrics } from './http/metrics.ts';
import { composeAgentStatus } from './report/compose-agent-status.ts';
import { openReports, type Reports } from './report/open-reports.ts';

/** A control plane that does not answer is asked this often; one that refused, this seldom. */
const announceIntervalMs = 1_000;
const refusedIntervalMs = 30_000;
/** What is refused or superseded is not heard between its attempts: the id belongs to another. */
const silentMs = 24 * 3_600_000;

/** Generations told in a report: those of attempts at hand first, then the newest. */
const generationsMax = 1_000;

/**
 * The program on a Docker host: two loops, the health monitor and the container handler, and the reports of what both
 * see. Here is only how they begin, how the gate joins them, and how they end; what they decide is in `decide/`, what
 * they do in `steps/`.
 */
export class Agent {
  readonly metrics: AgentMetrics;
  readonly #parts: AgentParts;
  readonly #registration = new Registration(newId());
  readonly #monitor: HealthMonitor;
  readonly #hostUse = new HostUseMeter();
  #reports: Reports | null = null;
  #open: OpenHandler | null = null;
  /** Of this boot alone, and kept nowhere: what was sealed to it can be read no more once the agent has ended. */
  #sealingKey: SealingKey | null = null;
  #lane: number | null = null;
  /** What operators want of this agent, as the control plane last said; null: nothing. */
  #configured: Configure | null = null;
  #callOffRetry: (() => void) | null = null;

  constructor(parts: AgentParts) {
    this.#parts = parts;
    const { config, engine, clock, log } = parts;
    this.#monitor = new HealthMonitor({
      engine,
      clock,
      log,
      intervalMs: config.healthIntervalMs,
      limits: { diskFreeBytesMin: config.diskFreeBytesMin, clockDifferenceMsMax: 5_000, listFailuresMax: 2 },
      lastPull: () => this.#open?.pulls.last ?? null,
      onGate: (change) => this.#gate(change === 'block'),
      onListed: (containers) => this.#open?.watch.listed(containers),
      onChange: () => this.#tell(),
    });
    this.metrics = createMetrics({
      agentId: config.agentId,
      registration: () => this.#registration,
      health: () => this.#monitor.health,
      inventory: () => this.#monitor.inventory,
      attempts: () => this.#open?.table.attempts.length ?? 0,
      openInstructions: () => this.#open?.commits.openCount ?? 0,
      waitingReports: () => this.#reports?.jobStatus.waiting ?? 0,
      orphans: () => this.#open?.watch.orphans.count ?? 0,
    });
  }

  /** Whether work can be done, and if not, why. */
  readiness(): Readiness {
    const { refusedBecause, synced, bootId, number } = this.#registration;
    const { health } = this.#monitor;
    const reasons = [
      ...(refusedBecause === null ? [] : [`refused by the control plane: ${refusedBecause}`]),
      ...(health.blocked ? ['the engine cannot be used'] : []),
      ...(this.#lane === null ? ['the lane is not read yet'] : []),
      ...(synced ? [] : ['the control plane has not answered the registration']),
    ];
    const { agentId, labels: own } = this.#parts.config;
    const { cordoned, labels } = this.#configured ?? { cordoned: false, labels: own };
    return {
      ready: reasons.length === 0,
      reasons,
      details: { agentId, bootId, registration: number, lane: this.#lane, cordoned, labels, checks: health.checks },
    };
  }

  /** Connects and works until `stop`. Resolves when the loops run; Kafka and the engine may come later. */
  async start(): Promise<void> {
    const { config, log } = this.#parts;
    const { bootId } = this.#registration;
    log.info({ bootId, scope: config.scope }, 'the agent starts');
    const sealingKey = await newSealingKey();
    this.#sealingKey = sealingKey;
    this.#reports = await openReports({
      parts: this.#parts,
      metrics: this.metrics,
      bootId,
      compose: () => this.#compose(),
      statusIntervalMs: () => this.#statusIntervalMs(),
    });
    this.#open = openHandler({
      parts: this.#parts,
      metrics: this.metrics,
      registration: this.#registration,
      monitor: this.#monitor,
      reports: this.#reports,
      sealingKey,
      onConfigure: (configure) => {
        const { labels, cordoned } = configure;
        this.#configured = configure;
        this.#parts.log.info({ labels, cordoned }, 'the control plane configured this agent');
      },
      onSynced: () => {
        this.#monitor.refreshSoon();
        this.#tell();
      },
      onRefused: (reason) => this.#refused(reason),
      onSuperseded: (reason) => this.#superseded(reason),
      onLane: (lane) => this.#onLane(lane),
      onReconnected: () => this.#register('reconnected'),
    });
    const { watch, reader, images } = this.#open;
    await this.#monitor.start();
    // With the engine at hand the gate has begun the first registration already.
    if (this.#registration.number === 0) this.#register('start');
    watch.followEvents().catch((error: unknown) => log.error({ err: error }, 'following events ended in a fault'));
    images.start();
    await reader.start();
  }

  /** Stops consuming, tells what is known, and leaves the containers running. Ends within the deadline. */
  async stop(deadlineMs = 8_000): Promise<void> {
    const { clock, log } = this.#parts;
    log.info('the agent stops; its containers are left as they are');
    this.#monitor.stop();
    this.#callOffRetry?.();
    await Promise.race([this.#stopInOrder(deadlineMs), pause(clock, deadlineMs)]);
  }

  async #stopInOrder(deadlineMs: number): Promise<void> {
    const { clock, bus } = this.#parts;
    if (this.#open !== null && this.#reports !== null) {
      const { reader, watch, table, commits, images } = this.#open;
      reader.pause();
      images.stop();
      watch.stop();
      const flushes = table.attempts.flatMap(({ follower }) => (follower === null ? [] : [follower.flush()]));
      await Promise.race([Promise.allSettled(flushes), pause(clock, deadlineMs / 3)]);
      table.stopAll();
      await this.#reports.jobStatus.close(deadlineMs / 3);
      await commits.close(deadlineMs / 6);
      await this.#reports.agentStatus.close();
      await reader.close();
    }
    await bus.close();
  }

  /** Tells at once how the agent is. One that was refused or superseded is silent: the id belongs to another. */
  #tell(): void {
    if (this.#registration.refusedBecause === null) this.#reports?.agentStatus.now();
  }

  #register(cause: RegistrationCause): void {
    this.#registration.begin();
    this.#open?.watch.orphans.reset();
    this.metrics.registrations.inc({ cause });
    this.#parts.log.info({ cause, registration: this.#registration.number }, 'registering with the control plane');
    this.#tell();
  }

  #onLane(lane: number): void {
    const changed = this.#lane !== null && this.#lane !== lane;
    this.#lane = lane;
    if (changed) this.#register('lane changed');
    else this.#tell();
  }

  /** The agent stands idle, and asks anew, slowly: the other engine under its id may have fallen silent. */
  #refused(reason: string): void {
    const { clock, log } = this.#parts;
    log.fatal({ reason }, 'the control plane refuses this agent; it does nothing until that changes');
    this.#callOffRetry?.();
    this.#callOffRetry = clock.after(refusedIntervalMs, () => {
      if (this.#registration.refusedBecause === null) return;
      this.#register('after a refusal');
      this.#reports?.agentStatus.now();
      this.#refused(reason);
    });
  }

  /** For good: two processes that take over from each other in turn would be worse than one that stands idle. */
  #superseded(reason: string): void {
    this.#parts.log.fatal({ reason }, 'this process stands idle until it is stopped or restarted');
    this.#callOffRetry?.();
    this.#open?.table.stopAll();
  }

  /** The health gate: while the engine cannot be used nothing is consumed; when it can be again, all is synced anew. */
  #gate(block: boolean): void {
    if (this.#open === null) return;
    const { handler, reader, table } = this.#open;
    handler.setBlocked(block);
    if (block) {
      reader.pause();
      table.markEngineAway();
      return;
    }
    this.#register(this.#registration.number === 0 ? 'start' : 'engine returned');
    reader.resume();
    table.wakeAll();
  }

  #statusIntervalMs(): number {
    const { refusedBecause, synced } = this.#registration;
    const { healthIntervalMs } = this.#parts.config;
    if (refusedBecause !== null) return silentMs;
    return synced ? healthIntervalMs : Math.min(announceIntervalMs, healthIntervalMs);
  }

  #compose(): Omit<AgentStatus, 'sequence' | 'occurredAt'> {
    const { health, inventory } = this.#monitor;
    const { table } = this.#open ?? {};
    const held = table?.attempts.map((attempt) => attempt.identity.attemptId) ?? [];
    return composeAgentStatus({
      config: this.#parts.config,
      hostname: hostname(),
      registration: this.#registration,
      lane: this.#lane,
      health,
      inventory,
      hostUse: this.#hostUse.measure(),
      generations: table?.generations.newest(generationsMax, held) ?? {},
      publicKey: this.#sealingKey?.publicKey ?? null,
    });
  }
}
