import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';

/** The engine answered with an error, or could not be reached. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
}

/** The few calls of the Docker Engine API that building images needs, over the engine's socket. */
export interface EngineApi {
  /** An image's id and labels, or null when there is none of that name. */
  inspectImage(name: string): Promise<{ id: string; labels: Record<string, string> } | null>;
  /** Makes an image from the archive of a root file system. `changes` are Dockerfile instructions such as `ENV A=b`. */
  importImage(name: string, changes: readonly string[], archive: Iterable<Buffer>): Promise<void>;
  /** Builds an image from the archive of a build context with the engine's classic builder, without a network. */
  buildImage(request: BuildRequest, archive: Iterable<Buffer>): Promise<void>;
  /** Removes an image that nothing uses or names; one that is in use stays. */
  removeUnusedImage(id: string): Promise<void>;
}

export interface BuildRequest {
  name: string;
  dockerfile: string;
  buildArguments: Record<string, string>;
  labels: Record<string, string>;
}

/** A build or an import of some hundred megabytes, on a slow disk. */
const DEADLINE_MS = 300_000;
const SENT_AT_ONCE = 1024 * 1024;

/** Connects to the engine at `unix:///path/of/docker.sock`. Nothing is sent yet. */
export function connectEngine(engine: string): EngineApi {
  const socketPath = /^unix:\/\/(\/.+)$/.exec(engine)?.[1];
  if (socketPath === undefined) {
    throw new EngineError(`--engine: expected unix:///path/of/docker.sock, got "${engine}"`);
  }
  const call = (method: string, path: string, body?: Iterable<Buffer>) => callEngine(socketPath, method, path, body);
  return {
    async inspectImage(name) {
      const { status, text } = await call('GET', `/images/${encodeURIComponent(name)}/json`);
      if (status === 404) return null;
      requireOk(status, text, `inspecting ${name}`);
      const image = JSON.parse(text) as { Id: string; Config?: { Labels?: Record<string, string> | null } | null };
      return { id: image.Id, labels: image.Config?.Labels ?? {} };
    },
    async importImage(name, changes, archive) {
      const { repo, tag } = splitName(name);
      const query = new URLSearchParams([
        ['fromSrc', '-'],
        ['repo', repo],
        ['tag', tag],
      ]);
      for (const change of changes) query.append('changes', change);
      const { status, text } = await call('POST', `/images/create?${query}`, archive);
      requireOk(status, text, `importing ${name}`);
      requireNoStreamedError(text, `importing ${name}`);
    },
    async buildImage({ name, dockerfile, buildArguments, labels }, archive) {
      const query = new URLSearchParams({
        t: name,
        dockerfile,
        buildargs: JSON.stringify(buildArguments),
        labels: JSON.stringify(labels),
        rm: '1',
        forcerm: '1',
        networkmode: 'none',
      });
      const { status, text } = await call('POST', `/build?${query}`, archive);
      requireOk(status, text, `building ${name}`);
      requireNoStreamedError(text, `building ${name}`);
    },
    async removeUnusedImage(id) {
      const { status, text } = await call('DELETE', `/images/${encodeURIComponent(id)}`);
      if (status !== 404 && status !== 409) requireOk(status, text, `removing ${id}`);
    },
  };
}

async function callEngine(
  socketPath: string,
  method: string,
  path: string,
  body?: Iterable<Buffer>,
): Promise<{ status: number; text: string }> {
  const outgoing = request({
    socketPath,
    method,
    path,
    headers: { host: 'docker', ...(body === undefined ? {} : { 'content-type': 'application/x-tar' }) },
    signal: AbortSignal.timeout(DEADLINE_MS),
  });
  const answered = once(outgoing, 'response') as Promise<[IncomingMessage]>;
  try {
    const sent = body === undefined ? outgoing.end() : sendUnlessAnswered(outgoing, body);
    const [[response]] = await Promise.all([answered, sent]);
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk as Buffer);
    return { status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    throw new EngineError(
      `the container engine at ${socketPath} could not be reached (${(error as Error).message}); check that it runs: docker info`,
      { cause: error },
    );
  }
}

/** The engine may answer, with an error, before it has read the whole archive; what is not sent then does not matter. */
async function sendUnlessAnswered(outgoing: ClientRequest, body: Iterable<Buffer>): Promise<void> {
  let goOn: () => void = () => undefined;
  let isAnswered = false;
  outgoing.on('drain', () => goOn());
  outgoing.on('close', () => goOn());
  outgoing.once('response', () => {
    isAnswered = true;
    goOn();
  });
  for (const chunk of body) {
    for (let start = 0; start < chunk.length; start += SENT_AT_ONCE) {
      const taken = outgoing.write(chunk.subarray(start, start + SENT_AT_ONCE));
      if (!taken && !outgoing.destroyed) {
        await new Promise<void>((resolve) => {
          goOn = resolve;
        });
      }
      if (isAnswered || outgoing.destroyed) return;
    }
  }
  outgoing.end();
}

function requireOk(status: number, text: string, what: string): void {
  if (status >= 200 && status < 300) return;
  throw new EngineError(`${what}: the engine answered ${status}: ${messageOf(text)}`);
}

function messageOf(text: string): string {
  try {
    return (JSON.parse(text) as { message?: string }).message ?? text;
  } catch (error) {
    if (error instanceof SyntaxError) return text.trim();
    throw error;
  }
}

/** Import and build answer 200 first, then stream lines of JSON of which one may be an error. */
function requireNoStreamedError(text: string, what: string): void {
  const lines = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as { error?: string; stream?: string });
  const failure = lines.find((line) => line.error !== undefined);
  if (failure === undefined) return;
  const output = lines.map((line) => line.stream ?? '').join('');
  throw new EngineError(`${what}: ${failure.error}\n${output}`.trimEnd());
}

function splitName(name: string): { repo: string; tag: string } {
  const colon = name.lastIndexOf(':');
  return colon > name.lastIndexOf('/')
    ? { repo: name.slice(0, colon), tag: name.slice(colon + 1) }
    : { repo: name, tag: 'latest' };
}
