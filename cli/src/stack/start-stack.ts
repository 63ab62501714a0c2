import { lstatSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { StackConfig } from './config.ts';
import { followStart } from './follow-start.ts';
import { launchSupervisor } from './launch-supervisor.ts';
import type { StackPlan } from './plan/service.ts';
import { socketPath } from './plan/stack-layout.ts';
import { describeStack, type StackPart } from './plan/stack-plan.ts';
import { findTakenPorts } from './ports/port-owner.ts';
import { findEngine } from './prepare/find-engine.ts';
import { prepareInfrastructure } from './prepare/infrastructure.ts';
import { ensureStackPackages } from './prepare/packages.ts';
import { prepareLayout } from './prepare/stack-layout.ts';
import { StackError } from './stack-error.ts';
import { StackConnection } from './supervisor/control-client.ts';
import { clearLeftovers } from './supervisor/leftovers.ts';
import type { StackStatus } from './supervisor/protocol.ts';
import type { Steps } from './terminal/steps.ts';

export interface StackChoice {
  readonly brokers: 1 | 3;
  readonly parts: readonly StackPart[];
}

export interface StartOutcome {
  readonly status: StackStatus;
  /** Whether it was running before. */
  readonly wasUp: boolean;
}

/**
 * Brings the stack up, or joins one that is up or starting, and leaves it running. When it is interrupted by the
 * signal, or this process dies, everything that was started is stopped again.
 *
 * @throws StackError, or what the abort signal gives as its reason
 */
export async function startStack(
  config: StackConfig,
  choice: StackChoice,
  steps: Steps,
  interrupted: AbortSignal,
): Promise<StartOutcome> {
  const running = await StackConnection.open(socketPath(config.stateDirectory));
  if (running !== undefined) return await joinRunning(running, choice.brokers, steps, config);
  if (config.isLinked) linkState(config);
  const connection = await holdStack(config, choice, steps, interrupted);
  try {
    await connection.perform({ type: 'release' });
    return { status: await connection.status(), wasUp: false };
  } finally {
    connection.close();
  }
}

/**
 * Starts a stack that runs for as long as the returned connection is open and its lease not released.
 *
 * @throws StackError, or what the abort signal gives as its reason; nothing is left running then
 */
export async function holdStack(
  config: StackConfig,
  choice: StackChoice,
  steps: Steps,
  interrupted: AbortSignal,
): Promise<StackConnection> {
  const plan = await planStack(config, choice, steps, interrupted).catch((error: unknown) => {
    throw interrupted.aborted ? interrupted.reason : error;
  });
  interrupted.throwIfAborted();
  const connection = await launchSupervisor(plan);
  const stopAll = (): void => {
    connection.perform({ type: 'shutdown' }).catch((error: unknown) => steps.line(String(error)));
  };
  try {
    await connection.perform({ type: 'lease' });
    interrupted.addEventListener('abort', stopAll, { once: true });
    if (interrupted.aborted) stopAll();
    await followStart(connection, steps, plan.logDirectory);
    return connection;
  } catch (error) {
    // Whatever went wrong, the supervisor stops all it started; the command ends after it.
    connection.hangUp();
    await connection.closed;
    throw interrupted.aborted ? interrupted.reason : error;
  } finally {
    interrupted.removeEventListener('abort', stopAll);
  }
}

async function planStack(
  config: StackConfig,
  choice: StackChoice,
  steps: Steps,
  interrupted: AbortSignal,
): Promise<StackPlan> {
  await ensureStackPackages(config, steps, interrupted);
  interrupted.throwIfAborted();
  const programs = await prepareInfrastructure(config, steps, interrupted);
  interrupted.throwIfAborted();
  const layout = await prepareLayout(config, {
    brokers: choice.brokers,
    programs,
    engine: await findEngine(config.runsAsRoot),
    durable: true,
    containerScope: `up-${config.cloneId}`,
  });
  await clearLeftovers(join(config.stateDirectory, 'processes.json'), 15_000);
  const plan = describeStack(layout, choice.parts);
  refuseTakenPorts(plan);
  return plan;
}

function refuseTakenPorts(plan: StackPlan): void {
  const taken = findTakenPorts(plan.services.flatMap((service) => (service.kind === 'daemon' ? service.ports : [])));
  if (taken.length === 0) return;
  const lines = taken.map(({ host, port, owner }) => `port ${port} on ${host} is in use by ${owner}`);
  throw new StackError(
    `${lines.join('\n')}\nstop what has it, or choose another with LONGSHORE_WEB_PORT, LONGSHORE_DISPATCHER_PORT, ` +
      'LONGSHORE_AGENT_PORT, LONGSHORE_REGISTRY_PORT, LONGSHORE_POSTGRES_PORT or LONGSHORE_KAFKA_PORT',
  );
}

async function joinRunning(
  running: StackConnection,
  brokers: 1 | 3,
  steps: Steps,
  config: StackConfig,
): Promise<StartOutcome> {
  try {
    const status = await running.status();
    if (status.phase === 'stopping') throw new StackError('the stack is stopping · wait until it is down');
    if (status.facts.brokers !== String(brokers)) {
      const has = status.facts.brokers;
      throw new StackError(`the stack runs with ${has} broker(s), not ${brokers} · run "longshore down" first`);
    }
    if (status.phase === 'up') return { status, wasUp: true };
    await followStart(running, steps, join(config.stateDirectory, 'logs'));
    return { status: await running.status(), wasUp: false };
  } finally {
    running.close();
  }
}

/** Makes `.longshore` in the clone point to its state folder, unless something else of that name is there. */
function linkState(config: StackConfig): void {
  const link = join(config.repositoryRoot, '.longshore');
  const existing = lstatSync(link, { throwIfNoEntry: false });
  if (existing !== undefined && !existing.isSymbolicLink()) return;
  rmSync(link, { force: true });
  symlinkSync(config.stateDirectory, link);
}
