import { engineJson } from '../../test/hosts/engine-request.ts';
import type { EngineEvents } from './engine-events.ts';

/** Settings of a container as the engine takes them. */
export type ContainerRequest = Readonly<Record<string, unknown>>;

/**
 * Creates and starts a container by the engine's socket, waits for its end and removes it.
 *
 * @returns milliseconds from the call to the engine's word that the container started
 */
export async function startRaw(socketPath: string, events: EngineEvents, body: ContainerRequest): Promise<number> {
  const calledAtMs = performance.now();
  const { Id } = await engineJson<{ Id: string }>(socketPath, 'POST', '/containers/create', { body });
  await engineJson(socketPath, 'POST', `/containers/${Id}/start`);
  const started = await events.next('start', (event) => event.action === 'start' && event.containerId === Id);
  await engineJson(socketPath, 'POST', `/containers/${Id}/wait?condition=not-running`);
  await engineJson(socketPath, 'DELETE', `/containers/${Id}?v=1`);
  return started.seenAtMs - calledAtMs;
}

interface InspectedContainer {
  Config: Record<string, unknown>;
  HostConfig: Record<string, unknown>;
}

/** The settings of a container that is there, so that another one like it can be made; without its labels and name. */
export async function requestLike(socketPath: string, containerId: string): Promise<ContainerRequest> {
  const path = `/containers/${containerId}/json`;
  const { Config, HostConfig } = await engineJson<InspectedContainer>(socketPath, 'GET', path);
  const { Labels: _labels, Hostname: _hostname, ...settings } = Config;
  return { ...settings, HostConfig };
}
