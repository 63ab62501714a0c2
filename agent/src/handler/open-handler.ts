import { deadLetterRecord, topicName } from '@longshore/kafka';
import { type Apply, type Configure, imageRegistry } from '@longshore/schemas';
import { openEnvironment, openRegistryCredential, type SealingKey } from '@longshore/schemas/sealed';
import type { AgentParts } from '../agent-parts.ts';
import { containerRequest, type HostPolicy } from '../decide/container-request.ts';
import type { RegistrySignIn } from '../engine/engine.ts';
import { failpoints } from '../failpoints.ts';
import type { HealthMonitor } from '../health/health-monitor.ts';
import type { AgentMetrics } from '../http/metrics.ts';
import { ImageKeeper } from '../images/image-keeper.ts';
import type { Reports } from '../report/open-reports.ts';
import { SharedPulls } from '../steps/shared-pulls.ts';
import { Slots } from '../steps/slots.ts';
import type { StepContext } from '../steps/step-context.ts';
import { AttemptDriver } from './attempt-driver.ts';
import { AttemptTable } from './attempt-table.ts';
import { ContainerHandler } from './container-handler.ts';
import { EngineWatch } from './engine-watch.ts';
import { LaneCommits } from './lane-commits.ts';
import { LaneReader } from './lane-reader.ts';
import type { Registration } from './registration.ts';

/** The parts of the container handler, wired together. */
export interface OpenHandler {
  pulls: SharedPulls;
  images: ImageKeeper;
  table: AttemptTable;
  commits: LaneCommits;
  handler: ContainerHandler;
  reader: LaneReader;
  watch: EngineWatch;
}

export interface OpenHandlerOptions {
  parts: AgentParts;
  metrics: AgentMetrics;
  registration: Registration;
  monitor: HealthMonitor;
  reports: Reports;
  sealingKey: SealingKey;
  onConfigure: (configure: Configure) => void;
  onSynced: () => void;
  onRefused: (reason: string) => void;
  onSuperseded: (reason: string) => void;
  onLane: (lane: number) => void;
  onReconnected: () => void;
}

/** Wires lane, table, drivers and steps together. Nothing is read before the reader is started. */
export function openHandler(options: OpenHandlerOptions): OpenHandler {
  const { parts, metrics, registration, monitor, reports, sealingKey } = options;
  const { config, bus, codec, clock, log, engine } = parts;
  const { agentId, topicPrefix } = config;
  const reach = failpoints(config.failpoint);
  const policy = () => hostPolicy(parts, monitor);
  const pulls = new SharedPulls(engine, clock);
  const images: ImageKeeper = new ImageKeeper({
    engine,
    clock,
    log,
    settings: config.images,
    disk: () => monitor.inventory.disk,
    wanted: () => table.attempts.filter(({ desired }) => desired === 'RUN').map(({ apply }) => apply.container.image),
    usable: () => !handler.blocked && registration.synced,
    onRemoved: () => metrics.imagesRemoved.inc(),
  });
  const context: StepContext = {
    engine,
    reporter: reports.jobStatus,
    clock,
    log,
    reach,
    pulls,
    signIn: (apply) => signInOf(apply, agentId, sealingKey),
    openSecrets: (apply) => secretsOf(apply, agentId, sealingKey),
    images,
    engineSlots: new Slots(config.engine.concurrency),
    questionSlots: new Slots(2 * config.engine.concurrency),
    policy,
    engineNowMs: () => clock.wallMs() + (monitor.inventory.clockDifferenceMs ?? 0),
    sendLogs: ({ attemptId, jobId }, { lines, dropped }, signal) =>
      reports.logs.send({ attemptId, jobId, agentId, lines, droppedLines: dropped }, signal),
    wake: (attempt) => table.wake(attempt.identity.attemptId),
    inventoryChanged: () => monitor.refreshSoon(),
  };
  const table: AttemptTable = new AttemptTable(
    (attempt) =>
      new AttemptDriver(attempt, {
        context,
        log,
        conditions: () => ({
          engineUsable: !handler.blocked && registration.refusedBecause === null,
          synced: registration.synced,
          nowMs: clock.monotonicMs(),
        }),
        onSettled: (settled) => handler.settled(settled),
        onEngineTrouble: () => monitor.suspect(),
        onStep: (step, milliseconds, outcome) => metrics.steps.observe({ step, outcome }, milliseconds / 1_000),
      }),
  );
  const commits = new LaneCommits({ clock, log, reach, commit: (offset) => reader.commit(offset) });
  const handler: ContainerHandler = new ContainerHandler({
    agentId,
    log,
    table,
    registration,
    commits,
    decode: (record) => codec.decode('JobInstruction', record.value ?? Buffer.alloc(0)),
    deadLetter: (record, reason, message) =>
      reports.deadLetters.send([deadLetterRecord(record, { reason, message, by: agentId })]),
    check: (apply) => containerRequest(apply, policy()),
    forget: (attemptId) => reports.jobStatus.forget(attemptId),
    onConfigure: options.onConfigure,
    onSynced: options.onSynced,
    onRefused: options.onRefused,
    onSuperseded: options.onSuperseded,
    onRecord: (outcome) => metrics.records.inc({ outcome }),
  });
  const reader = new LaneReader({
    bus,
    clock,
    log,
    agentId,
    groupPrefix: `${topicPrefix}longshore-agent-${agentId}.`,
    bootId: registration.bootId,
    topic: topicName('Job_Handling', topicPrefix),
    onBatch: (batch) => handler.onBatch(batch),
    onLane: options.onLane,
    onReconnected: options.onReconnected,
  });
  const watch = new EngineWatch({ parts, metrics, registration, table, onRemoved: () => monitor.refreshSoon() });
  return { pulls, images, table, commits, handler, reader, watch };
}

function hostPolicy({ config }: AgentParts, monitor: HealthMonitor): HostPolicy {
  return {
    scope: config.scope,
    agentId: config.agentId,
    network: config.workload.network,
    workloadBootstrapServers: config.workload.bootstrapServers,
    workloadRegistryUrl: config.workload.registryUrl,
    workloadControlPlaneUrl: config.workload.controlPlaneUrl,
    topicPrefix: config.topicPrefix,
    engineCpuMillis: monitor.inventory.facts?.capacity.cpuMillis ?? Number.MAX_SAFE_INTEGER,
    logFileBytesMax: config.containerLog.bytesMax,
    logFilesMax: config.containerLog.filesMax,
  };
}

/** The secret variables of an attempt's container. */
async function secretsOf({ sealedEnvironment, attemptId }: Apply, agentId: string, key: SealingKey) {
  return sealedEnvironment === null ? {} : openEnvironment(key, sealedEnvironment, { agentId, attemptId });
}

/** Opened just before it is used, for the registry that the image names and no other. */
async function signInOf(apply: Apply, agentId: string, key: SealingKey): Promise<RegistrySignIn | null> {
  const { registryCredential: sealed, attemptId, container } = apply;
  if (sealed === null) return null;
  const registry = imageRegistry(container.image);
  return { registry, ...(await openRegistryCredential(key, sealed, { registry, agentId, attemptId })) };
}
