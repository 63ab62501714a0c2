import { existsSync, lstatSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { StackConfig } from './config.ts';
import { followStart } from './follow-start.ts';
import { launchSupervisor } from './launch-supervisor.ts';
import { socketPath } from './plan/stack-layout.ts';
import { describeStack, type StackPart } from './plan/stack-plan.ts';
import { findTakenPorts } from './ports/port-owner.ts';
import { findEngine } from './prepare/find-engine.ts';
import { prepareInfrastructure } from './prepare/infrastructure.ts';
import { ensureStackPackages } from './prepare/packages.ts';
import { prepareLayout } from './prepare/stack-layout.ts';
import { StackConnection } from './supervisor/control-client.ts';
import { clearLeftovers } from './supervisor/leftovers.ts';
import type { StackStatus } from './supervisor/protocol.ts';
import type { Steps } from './terminal/steps.ts';

export interface StartOutcome {
  readonly status: StackStatus;
  /** Whether it was running before. */
  readonly wasUp: boolean;
}

/** An address that the stack needs is taken. */
export class PortTakenError extends Error {
  override readonly name = 'PortTakenError';
}

/**
 * Brings the stack up, or joins one that is up or starting. When it is interrupted by the signal, or this process
 * dies, everything that was started is stopped again.
 *
 * @throws PortTakenError, StackStartError, or what the abort signal gives as its reason
 */
export async function startStack(
  config: StackConfig,
  choice: { readonly brokers: 1 | 3; readonly parts: readonly StackPart[] },
  steps: Steps,
  interrupted: AbortSignal,
): Promise<StartOutcome> {
  const logDirectory = join(config.stateDirectory, 'logs');
  const running = await StackConnection.open(socketPath(config.stateDirectory));
  if (running !== undefined) return await joinRunning(running, choice.brokers, steps, logDirectory);

  await ensureStackPackages(config, steps);
  const programs = await prepareInfrastructure(config, steps);
  const engine = await findEngine();
  interrupted.throwIfAborted();
  const layout = await prepareLayout(config, {
    brokers: choice.brokers,
    programs,
    engine,
    durable: true,
    containerScope: `up-${config.cloneId}`,
  });
  linkState(config);
  await clearLeftovers(join(config.stateDirectory, 'processes.json'), 15_000);
  const plan = describeStack(layout, choice.parts);
  const taken = findTakenPorts(plan.services.flatMap((service) => (service.kind === 'daemon' ? service.ports : [])));
  if (taken.length > 0) {
    const lines = taken.map(({ host, port, owner }) => `port ${port} on ${host} is in use by ${owner}`);
    throw new PortTakenError(`${lines.join('\n')}\nstop it, or choose other ports: LONGSHORE_WEB_PORT and so on`);
  }
  interrupted.throwIfAborted();

  const connection = await launchSupervisor(plan);
  try {
    await connection.perform({ type: 'lease' });
    const stopAll = (): void => {
      connection.perform({ type: 'shutdown' }).catch((error: unknown) => steps.line(String(error)));
    };
    interrupted.addEventListener('abort', stopAll, { once: true });
    if (interrupted.aborted) stopAll();
    await followStart(connection, steps, logDirectory);
    interrupted.removeEventListener('abort', stopAll);
    await connection.perform({ type: 'release' });
    return { status: await connection.status(), wasUp: false };
  } catch (error) {
    if (!interrupted.aborted) throw error;
    await connection.closed;
    throw interrupted.reason;
  } finally {
    connection.close();
  }
}

async function joinRunning(
  running: StackConnection,
  brokers: 1 | 3,
  steps: Steps,
  logDirectory: string,
): Promise<StartOutcome> {
  try {
    const status = await running.status();
    if (status.facts.brokers !== String(brokers)) {
      throw new Error(
        `the stack runs with ${status.facts.brokers} broker(s), not ${brokers} · run "longshore down" first`,
      );
    }
    if (status.phase === 'up') return { status, wasUp: true };
    await followStart(running, steps, logDirectory);
    return { status: await running.status(), wasUp: false };
  } finally {
    running.close();
  }
}

/** Makes `.longshore` in the clone point to its state folder. */
function linkState(config: StackConfig): void {
  mkdirSync(config.stateDirectory, { recursive: true });
  const link = join(config.repositoryRoot, '.longshore');
  if (existsSync(link) || isLink(link)) {
    if (!isLink(link)) return;
    rmSync(link);
  }
  symlinkSync(config.stateDirectory, link);
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}
