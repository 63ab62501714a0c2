import { hostname } from 'node:os';
import { type Bus, type BusRecord, type Codec, deadLetterRecord, topicName } from '@longshore/kafka';
import { type AgentStatus, type Configure, type JobInstruction, newId } from '@longshore/schemas';
import type { Logger } from 'pino';
import { type Clock, pause } from './clock.ts';
import type { AgentConfig } from './config.ts';
import { containerRequest, type HostPolicy } from './decide/container-request.ts';
import { reconcileList } from './decide/reconcile-list.ts';
import type { Engine, ListedContainer } from './engine/engine.ts';
import { failpoints } from './failpoints.ts';
import { AttemptDriver } from './handler/attempt-driver.ts';
import { AttemptTable } from './handler/attempt-table.ts';
import { ContainerHandler } from './handler/container-handler.ts';
import { LaneCommits } from './handler/lane-commits.ts';
import { LaneReader } from './handler/lane-reader.ts';
import { Orphans } from './handler/orphans.ts';
import { Registration, type RegistrationCause } from './handler/registration.ts';
import { HealthMonitor } from './health/health-monitor.ts';
import { HostUseMeter } from './health/host-use.ts';
import type { Readiness } from './http/http-server.ts';
import { type AgentMetrics, createMetrics } from './http/metrics.ts';
import { LogSender } from './logs/log-sender.ts';
import { Publisher } from './publish.ts';
import { AgentStatusReporter } from './report/agent-status-reporter.ts';
import { composeAgentStatus } from './report/compose-agent-status.ts';
import { JobStatusReporter } from './report/job-status-reporter.ts';
import { SharedPulls } from './steps/shared-pulls.ts';
import { Slots } from './steps/slots.ts';
import type { StepContext } from './steps/step-context.ts';

/** What an agent works with; tests give fakes of the first four. */
export interface AgentParts {
  config: AgentConfig;
  bus: Bus;
  codec: Codec;
  engine: Engine;
  clock: Clock;
  log: Logger;
}

/** A control plane that does not answer is asked this often; one that refused, this seldom. */
const announceIntervalMs = 1_000;
const refusedIntervalMs = 30_000;

/**
 * The program on a Docker host: two loops, the health monitor and the container handler, and the reports of what both
 * see. Wires the parts; what they decide is in `decide/`, what they do in `steps/`.
 */
export class Agent {
  readonly metrics: AgentMetrics;
  readonly #parts: AgentParts;
  readonly #registration = new Registration(newId());
  readonly #monitor: HealthMonitor;
  readonly #hostUse = new HostUseMeter();
  readonly #stopping = new AbortController();
  #running: Running | null = null;
  #lane: number | null = null;
  #configured: Configure = { labels: {}, cordoned: false, settings: {} };
  readonly #orphans: Orphans;
  #callOffRetry: (() => void) | null = null;

  constructor(parts: AgentParts) {
    this.#parts = parts;
    const { config, engine, clock, log } = parts;
    this.#orphans = new Orphans({
      engine,
      clock,
      log,
      graceMs: config.orphanGraceMs,
      onRemoved: () => {
        this.metrics.orphansRemoved.inc();
        this.#monitor.refreshSoon();
      },
    });
    this.#monitor = new HealthMonitor({
      engine,
      clock,
      log,
      intervalMs: config.healthIntervalMs,
      limits: { diskFreeBytesMin: config.diskFreeBytesMin, clockDifferenceMsMax: 5_000, listFailuresMax: 2 },
      lastPull: () => this.#running?.pulls.last ?? null,
      onGate: (change) => this.#gate(change === 'block'),
      onListed: (containers) => this.#listed(containers),
      onChange: () => this.#running?.status.now(),
    });
    this.metrics = createMetrics({
      synced: () => this.#registration.synced,
      blocked: () => this.#monitor.health.blocked,
      healthy: () => this.#monitor.health.healthy,
      attempts: () => this.#running?.table.attempts.length ?? 0,
      openInstructions: () => this.#running?.commits.openCount ?? 0,
      waitingReports: () => this.#running?.reporter.waiting ?? 0,
      orphans: () => this.#orphans.count,
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
    const { agentId } = this.#parts.config;
    return {
      ready: reasons.length === 0,
      reasons,
      details: { agentId, bootId, registration: number, lane: this.#lane, checks: health.checks },
    };
  }

  /** Connects and works until `stop`. Resolves when the loops run; Kafka and the engine may come later. */
  async start(): Promise<void> {
    const { config, log } = this.#parts;
    log.info({ bootId: this.#registration.bootId, scope: config.scope }, 'the agent starts');
    this.#running = await this.#open();
    await this.#monitor.start();
    // With the engine at hand the gate has begun the first registration already.
    if (this.#registration.number === 0) this.#begin('start');
    this.#running.status.now();
    this.#watchEvents().catch((error: unknown) => log.error({ err: error }, 'watching events ended in a fault'));
    await this.#running.reader.start();
  }

  /** Stops consuming, tells what is known, and leaves the containers running. Ends within the deadline. */
  async stop(deadlineMs = 8_000): Promise<void> {
    const { clock, log } = this.#parts;
    log.info('the agent stops; its containers are left as they are');
    this.#stopping.abort();
    this.#monitor.stop();
    this.#callOffRetry?.();
    const running = this.#running;
    if (running === null) return;
    const orderly = (async () => {
      running.reader.pause();
      const followers = running.table.attempts.flatMap(({ follower }) => (follower === null ? [] : [follower.flush()]));
      await Promise.race([Promise.allSettled(followers), pause(clock, deadlineMs / 3)]);
      running.table.stopAll();
      await running.reporter.close(deadlineMs / 3);
      await running.commits.close(deadlineMs / 6);
      await running.status.close();
      await running.reader.close();
      await this.#parts.bus.close();
    })();
    await Promise.race([orderly, pause(clock, deadlineMs)]);
  }

  async #open(): Promise<Running> {
    const { config, bus, codec, clock, log, engine } = this.#parts;
    const { agentId, topicPrefix } = config;
    const { bootId } = this.#registration;
    // Logs have a producer of their own: sends are serialised, and STARTING must not wait behind a flood of output.
    const publisher = new Publisher(codec, await bus.producer({ clientId: `longshore-agent-${agentId}` }), topicPrefix);
    const logPublisher = new Publisher(
      codec,
      await bus.producer({ clientId: `longshore-agent-logs-${agentId}` }),
      topicPrefix,
    );
    const deadLetters = await bus.producer({ clientId: `longshore-agent-dlq-${agentId}` });
    const reach = failpoints(config.failpoint);
    const reporter = new JobStatusReporter({
      agentId,
      bootId,
      clock,
      send: (reports) => publisher.jobStatus(reports),
      onFailure: (error, waiting) =>
        log.warn({ err: error, waiting }, 'reports could not be sent; they will be tried again'),
      onSent: (reports) => {
        for (const report of reports) this.metrics.reports.inc({ observed: report.observed });
      },
    });
    const status = new AgentStatusReporter({
      clock,
      compose: () => this.#compose(),
      send: (report) => publisher.agentStatus(report),
      intervalMs: () => this.#statusIntervalMs(),
      onFailure: (error) => log.warn({ err: error }, 'the agent’s status could not be sent'),
    });
    const pulls = new SharedPulls(engine, clock);
    const logSender = new LogSender({
      clock,
      send: (batches) => logPublisher.jobLogs(batches),
      onFailure: (error, waiting) =>
        log.warn({ err: error, waiting }, 'log lines could not be sent; they will be tried again'),
      onSent: (batches) => {
        for (const { lines, droppedLines } of batches) {
          this.metrics.logLines.inc(lines.length);
          this.metrics.logLinesDropped.inc(droppedLines);
        }
      },
    });
    const context: StepContext = {
      engine,
      reporter,
      clock,
      log,
      reach,
      pulls,
      engineSlots: new Slots(config.engine.concurrency),
      questionSlots: new Slots(2 * config.engine.concurrency),
      policy: () => this.#policy(),
      engineNowMs: () => clock.wallMs() + (this.#monitor.inventory.clockDifferenceMs ?? 0),
      sendLogs: ({ attemptId, jobId }, output, signal) =>
        logSender.send({ attemptId, jobId, agentId, lines: output.lines, droppedLines: output.dropped }, signal),
      wake: (attempt) => table.wake(attempt.identity.attemptId),
      inventoryChanged: () => this.#monitor.refreshSoon(),
    };
    const table: AttemptTable = new AttemptTable(
      (attempt) =>
        new AttemptDriver(attempt, {
          context,
          log,
          conditions: () => ({
            engineUsable: !handler.blocked && this.#registration.refusedBecause === null,
            synced: this.#registration.synced,
            nowMs: clock.monotonicMs(),
          }),
          onSettled: (settled) => handler.settled(settled),
          onEngineTrouble: () => this.#monitor.suspect(),
          onStep: (step, milliseconds, outcome) => this.metrics.steps.observe({ step, outcome }, milliseconds / 1_000),
        }),
    );
    const commits = new LaneCommits({ clock, log, reach, commit: (offset) => reader.commit(offset) });
    const handler: ContainerHandler = new ContainerHandler({
      agentId,
      log,
      table,
      registration: this.#registration,
      commits,
      decode: (record) => decodeInstruction(codec, record),
      deadLetter: (record, reason, message) =>
        deadLetters.send([deadLetterRecord(record, { reason, message, by: agentId })]),
      check: (apply) => containerRequest(apply, this.#policy()),
      forget: (attemptId) => reporter.forget(attemptId),
      onConfigure: (configure) => {
        this.#configured = configure;
        status.now();
      },
      onSynced: () => {
        this.#monitor.refreshSoon();
        status.now();
      },
      onRefused: (reason) => this.#refused(reason),
      onRecord: (outcome) => this.metrics.records.inc({ outcome }),
    });
    const reader = new LaneReader({
      bus,
      clock,
      log,
      agentId,
      groupPrefix: `${topicPrefix}longshore-agent-${agentId}.`,
      bootId: this.#registration.bootId,
      topic: topicName('Job_Handling', topicPrefix),
      onBatch: (batch) => handler.onBatch(batch),
      onLane: (lane) => {
        const changed = this.#lane !== null && this.#lane !== lane;
        this.#lane = lane;
        if (changed) this.#begin('lane changed');
        status.now();
      },
      onReconnected: () => {
        this.#begin('reconnected');
        status.now();
      },
    });
    return { reporter, status, pulls, table, commits, handler, reader };
  }

  #begin(cause: RegistrationCause): void {
    this.#registration.begin();
    this.#orphans.reset();
    this.metrics.registrations.inc({ cause });
    this.#parts.log.info({ cause, registration: this.#registration.number }, 'registering with the control plane');
  }

  /** The agent stands idle, and asks anew, slowly: the other engine under its id may have fallen silent. */
  #refused(reason: string): void {
    const { clock, log } = this.#parts;
    log.fatal({ reason }, 'the control plane refuses this agent; it does nothing until that changes');
    this.#callOffRetry?.();
    this.#callOffRetry = clock.after(refusedIntervalMs, () => {
      this.#begin('after a refusal');
      this.#running?.status.now();
    });
  }

  #gate(block: boolean): void {
    const running = this.#running;
    if (running === null) return;
    running.handler.setBlocked(block);
    if (block) {
      running.reader.pause();
      running.table.markEngineAway();
      return;
    }
    this.#begin(this.#registration.number === 0 ? 'start' : 'engine returned');
    running.reader.resume();
    running.table.wakeAll();
  }

  #listed(containers: readonly ListedContainer[]): void {
    const { table } = this.#running ?? {};
    if (table === undefined || !this.#registration.synced) return;
    const beliefs = table.attempts.map(({ identity, container }) => ({ attemptId: identity.attemptId, container }));
    const { lookAgain, orphans } = reconcileList(containers, beliefs);
    for (const attemptId of lookAgain) {
      // While a step is under way the belief lags behind by nature; only at rest is it a missed hint.
      if (table.driverOf(attemptId)?.busy === true) continue;
      this.metrics.corrections.inc();
      this.#hint(attemptId);
    }
    this.#orphans.seen(orphans);
  }

  /** Something may have happened to an attempt's container: ask the engine. */
  #hint(attemptId: string): void {
    const attempt = this.#running?.table.get(attemptId);
    if (attempt === undefined) return;
    attempt.hints += 1;
    attempt.container = 'unknown';
    this.#running?.table.wake(attemptId);
  }

  async #watchEvents(): Promise<void> {
    const { engine, clock, log } = this.#parts;
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      try {
        for await (const { attemptId, action } of engine.events(signal)) {
          if (action === 'die' || action === 'destroy') this.#hint(attemptId);
        }
      } catch (error) {
        if (!signal.aborted) log.debug({ err: error }, 'the engine’s events were interrupted');
      }
      await pause(clock, 1_000, signal);
    }
  }

  #statusIntervalMs(): number {
    const { refusedBecause, synced } = this.#registration;
    if (refusedBecause !== null) return refusedIntervalMs;
    return synced
      ? this.#parts.config.healthIntervalMs
      : Math.min(announceIntervalMs, this.#parts.config.healthIntervalMs);
  }

  #policy(): HostPolicy {
    const { config } = this.#parts;
    return {
      scope: config.scope,
      agentId: config.agentId,
      network: config.workload.network,
      workloadBootstrapServers: config.workload.bootstrapServers,
      workloadRegistryUrl: config.workload.registryUrl,
      engineCpuMillis: this.#monitor.inventory.facts?.capacity.cpuMillis ?? Number.MAX_SAFE_INTEGER,
      logFileBytesMax: config.containerLog.bytesMax,
      logFilesMax: config.containerLog.filesMax,
    };
  }

  #compose(): Omit<AgentStatus, 'sequence' | 'occurredAt'> {
    const { health, inventory } = this.#monitor;
    const { table } = this.#running ?? {};
    return composeAgentStatus({
      config: this.#parts.config,
      hostname: hostname(),
      registration: this.#registration,
      lane: this.#lane,
      health,
      inventory,
      hostUse: this.#hostUse.measure(),
      configuredLabels: this.#configured.labels,
      generations:
        table?.generations.newest(
          1_000,
          table.attempts.map((attempt) => attempt.identity.attemptId),
        ) ?? {},
    });
  }
}

interface Running {
  reporter: JobStatusReporter;
  status: AgentStatusReporter;
  pulls: SharedPulls;
  table: AttemptTable;
  commits: LaneCommits;
  handler: ContainerHandler;
  reader: LaneReader;
}

function decodeInstruction(codec: Codec, record: BusRecord): Promise<JobInstruction> {
  return codec.decode('JobInstruction', record.value ?? Buffer.alloc(0));
}
