import type { JobSpecInput } from '@longshore/schemas';
import type { BenchedControlPlane } from '../control-plane.ts';
import type { EngineEvents } from './engine-events.ts';
import { startByLongshore } from './start-by-longshore.ts';
import { type ContainerRequest, requestLike } from './start-raw.ts';

/**
 * Runs one job like the given one that lives long enough to be looked at, and returns its container's settings with the
 * given one's command: so that what is started raw is what Longshore starts.
 *
 * @param spec - a job that is placed on the engine at the socket
 */
export async function modelRequest(
  plane: BenchedControlPlane,
  socketPath: string,
  events: EngineEvents,
  spec: Extract<JobSpecInput, { kind: 'container' }>,
): Promise<ContainerRequest> {
  const name = `${spec.name ?? 'bench'}, the model`;
  const running = startByLongshore(plane, events, { ...spec, name, command: ['sleep', '1'] });
  const seen = events.next(
    'start of the model',
    (event) => event.action === 'start' && event.attributes.image === spec.image,
  );
  const model = await Promise.race([seen, running.then(() => seen)]);
  const like = await requestLike(socketPath, model.containerId);
  await running;
  return { ...like, Cmd: spec.command };
}
