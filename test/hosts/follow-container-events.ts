import { type IncomingMessage, request } from 'node:http';
import { createInterface } from 'node:readline';

type Action = 'create' | 'start' | 'die' | 'destroy';

/** What an engine did to a container. */
export interface ContainerEvent {
  action: Action;
  containerId: string;
  /** Name, image and labels. */
  attributes: Readonly<Record<string, string>>;
  /** When the event reached this process, on the clock of `performance.now()`. */
  seenAtMs: number;
}

/**
 * Follows what an engine does to containers, from now on. Resolves when the engine has begun to tell.
 *
 * @returns a function that ends it
 */
export async function followContainerEvents(
  socketPath: string,
  actions: readonly Action[],
  onEvent: (event: ContainerEvent) => void,
): Promise<() => void> {
  const filters = encodeURIComponent(JSON.stringify({ type: ['container'], event: actions }));
  const stream = await new Promise<IncomingMessage>((resolve, reject) => {
    const options = { socketPath, path: `/events?filters=${filters}`, agent: false, headers: { host: 'engine' } };
    request(options, resolve).on('error', reject).end();
  });
  let ended = false;
  const lines = createInterface({ input: stream });
  // An engine that dies cuts its stream off: what it told until then stands, and there is nothing more to hear.
  lines.on('error', (error: NodeJS.ErrnoException) => {
    if (!ended && error.code !== 'ECONNRESET') throw error;
  });
  lines.on('line', (line) => {
    const seenAtMs = performance.now();
    const { Action, Actor } = JSON.parse(line) as {
      Action: Action;
      Actor: { ID: string; Attributes: Record<string, string> };
    };
    onEvent({ action: Action, containerId: Actor.ID, attributes: Actor.Attributes, seenAtMs });
  });
  return () => {
    ended = true;
    stream.destroy();
  };
}
