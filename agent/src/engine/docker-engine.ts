import Docker from 'dockerode';
import { alreadySo, callEngine, type OnEngineCall, openEngineStream } from './call-engine.ts';
import {
  containerRequestBody,
  type EngineSelection,
  factsOfContainer,
  isOwn,
  listedContainer,
  ownFilter,
  signInBody,
} from './docker-shapes.ts';
import type {
  ContainerEvent,
  ContainerFacts,
  ContainerRequest,
  ContainerUse,
  Engine,
  EngineFacts,
  ListedContainer,
  ListedImage,
  LogFrame,
  PullOptions,
} from './engine.ts';
import { CONTAINER_LABELS } from './engine.ts';
import { EngineError } from './engine-error.ts';
import { readJsonLines } from './json-lines.ts';
import { readLogFrames } from './log-frames.ts';
import { type PullMessage, PullProgressSum } from './pull-progress.ts';
import { UninspectedAgent } from './uninspected-agent.ts';

/** How long each kind of call may take, in milliseconds. */
export interface EngineDeadlines {
  pingMs: number;
  readMs: number;
  changeMs: number;
}

export interface DockerEngineOptions extends EngineSelection {
  socketPath: string;
  deadlines: EngineDeadlines;
  onCall?: OnEngineCall;
}

/** The real engine, over its socket. The only code that knows dockerode. */
export class DockerEngine implements Engine {
  readonly #docker: Docker;
  readonly #options: DockerEngineOptions;

  constructor(options: DockerEngineOptions) {
    this.#options = options;
    this.#docker = new Docker({
      socketPath: options.socketPath,
      // dockerode would let DOCKER_HOST win over the socket we were given.
      host: undefined,
      // A kept-alive socket of an engine that was restarted fails the next call without need.
      agent: new UninspectedAgent({ keepAlive: false }),
    } as Docker.DockerOptions);
  }

  async ping(): Promise<number> {
    const began = performance.now();
    await this.#call('ping', this.#options.deadlines.pingMs, (abortSignal) =>
      untyped(this.#docker).ping({ abortSignal }),
    );
    return performance.now() - began;
  }

  async facts(): Promise<EngineFacts> {
    const { readMs } = this.#options.deadlines;
    const [info, version] = await Promise.all([
      this.#call('info', readMs, (abortSignal) => untyped(this.#docker).info({ abortSignal })),
      this.#call('version', readMs, (abortSignal) => untyped(this.#docker).version({ abortSignal })),
    ]);
    const clockMs = Date.parse(info.SystemTime);
    return {
      engineId: info.ID,
      info: { version: version.Version, apiVersion: version.ApiVersion, os: version.Os, architecture: version.Arch },
      capacity: { cpuMillis: info.NCPU * 1_000, memoryBytes: info.MemTotal },
      clockMs: Number.isNaN(clockMs) ? null : clockMs,
      dataRoot: info.DockerRootDir,
    };
  }

  async list(): Promise<ListedContainer[]> {
    const all = await this.#call('list', this.#options.deadlines.readMs, (abortSignal) =>
      this.#docker.listContainers({ all: true, filters: ownFilter(this.#options), abortSignal }),
    );
    return all.flatMap((one) => listedContainer(one) ?? []);
  }

  async countOthers(): Promise<number> {
    const running = await this.#call('list-running', this.#options.deadlines.readMs, (abortSignal) =>
      this.#docker.listContainers({ filters: { status: ['running'] }, abortSignal }),
    );
    return running.filter(({ Labels }) => !isOwn(Labels, this.#options)).length;
  }

  async inspect(name: string): Promise<ContainerFacts | null> {
    try {
      const found = await this.#call('inspect', this.#options.deadlines.readMs, (abortSignal) =>
        this.#docker.getContainer(name).inspect({ abortSignal }),
      );
      return factsOfContainer(found, this.#options);
    } catch (error) {
      if (error instanceof EngineError && error.code === 'GONE') return null;
      throw error;
    }
  }

  async imageDigest(image: string): Promise<string | null> {
    try {
      const found = await this.#call(
        'inspect-image',
        this.#options.deadlines.readMs,
        (abortSignal) =>
          untyped(this.#docker.getImage(image)).inspect({ abortSignal }) as Promise<Docker.ImageInspectInfo>,
      );
      return found.RepoDigests?.[0]?.split('@')[1] ?? found.Id;
    } catch (error) {
      if (error instanceof EngineError && error.code === 'GONE') return null;
      throw error;
    }
  }

  async imageTags(): Promise<string[]> {
    const images = await this.#call('list-images', this.#options.deadlines.readMs, (abortSignal) =>
      this.#docker.listImages({ abortSignal }),
    );
    return images.flatMap((image) => (image.RepoTags ?? []).filter((tag) => !tag.includes('<none>')));
  }

  async listImages(): Promise<ListedImage[]> {
    const images = await this.#call('list-images', this.#options.deadlines.readMs, (abortSignal) =>
      this.#docker.listImages({ abortSignal }),
    );
    return images.map(({ Id, RepoTags, RepoDigests, Size }) => ({
      id: Id,
      references: [...(RepoTags ?? []), ...(RepoDigests ?? [])].filter((name) => !name.includes('<none>')),
      sizeBytes: Size,
    }));
  }

  async usedImages(): Promise<string[]> {
    const all = await this.#call('list-all', this.#options.deadlines.readMs, (abortSignal) =>
      this.#docker.listContainers({ all: true, abortSignal }),
    );
    return all.map(({ ImageID }) => ImageID);
  }

  async tagImage(image: string, tag: string): Promise<void> {
    const at = tag.lastIndexOf(':');
    const name = { repo: tag.slice(0, at), tag: tag.slice(at + 1) };
    await this.#call('tag-image', this.#options.deadlines.changeMs, (abortSignal) =>
      this.#docker.getImage(image).tag({ ...name, abortSignal }),
    );
  }

  async removeImage(reference: string): Promise<void> {
    await alreadySo(['GONE'], () =>
      this.#call('remove-image', this.#options.deadlines.changeMs, (abortSignal) =>
        this.#docker.getImage(reference).remove({ force: false, abortSignal }),
      ),
    );
  }

  async pull(image: string, options: PullOptions): Promise<void> {
    const authconfig = options.signIn === null ? {} : { authconfig: signInBody(options.signIn) };
    const deadline = AbortSignal.timeout(options.deadlineMs);
    const signal = AbortSignal.any([options.signal, deadline]);
    try {
      await this.#call(
        'pull',
        null,
        async (abortSignal) => {
          const stream = (await this.#docker.pull(image, { abortSignal, ...authconfig })) as AsyncIterable<Buffer>;
          const sum = new PullProgressSum();
          for await (const message of readJsonLines<PullMessage>(stream)) {
            // The answer began with 200, so a later failure comes in the stream.
            if (message.error !== undefined) throw Object.assign(new Error(message.error), { statusCode: 500 });
            const progress = sum.add(message);
            if (progress !== null) options.onProgress(progress);
          }
        },
        signal,
      );
    } catch (error) {
      if (deadline.aborted && !options.signal.aborted) {
        throw new EngineError('PULL_TIMED_OUT', 'pull', `not pulled within ${options.deadlineMs} ms: ${image}`, error);
      }
      throw error;
    }
  }

  async create(request: ContainerRequest): Promise<{ containerId: string }> {
    const created = await this.#call('create', this.#options.deadlines.changeMs, (abortSignal) =>
      this.#docker.createContainer({ ...containerRequestBody(request), abortSignal }),
    );
    return { containerId: created.id };
  }

  async start(containerId: string): Promise<void> {
    await alreadySo(['ALREADY'], () =>
      this.#call('start', this.#options.deadlines.changeMs, (abortSignal) =>
        this.#docker.getContainer(containerId).start({ abortSignal }),
      ),
    );
  }

  async stop(containerId: string, graceMs: number): Promise<void> {
    await alreadySo(['ALREADY', 'GONE'], () =>
      this.#call('stop', graceMs + this.#options.deadlines.changeMs, (abortSignal) =>
        this.#docker.getContainer(containerId).stop({ t: Math.ceil(graceMs / 1_000), abortSignal }),
      ),
    );
  }

  async remove(containerId: string): Promise<void> {
    await alreadySo(['GONE'], () =>
      this.#call('remove', this.#options.deadlines.changeMs, (abortSignal) =>
        this.#docker.getContainer(containerId).remove({ v: true, force: false, abortSignal }),
      ),
    );
  }

  async *logs(containerId: string, signal: AbortSignal): AsyncGenerator<LogFrame> {
    const options = { follow: true as const, stdout: true, stderr: true, timestamps: true };
    yield* await this.#stream('logs', signal, readLogFrames, (abortSignal) =>
      this.#docker.getContainer(containerId).logs({ ...options, abortSignal }),
    );
  }

  async *events(signal: AbortSignal): AsyncGenerator<ContainerEvent> {
    const filters = { type: ['container'], ...ownFilter(this.#options) };
    const messages = await this.#stream('events', signal, readJsonLines<EventMessage>, (abortSignal) =>
      this.#docker.getEvents({ filters, abortSignal } as Docker.GetEventsOptions),
    );
    for await (const message of messages) {
      const attemptId = message.Actor?.Attributes?.[CONTAINER_LABELS.attempt];
      if (attemptId !== undefined) yield { attemptId, action: message.Action ?? '' };
    }
  }

  async use(containerId: string): Promise<ContainerUse> {
    const stats = await this.#call(
      'stats',
      this.#options.deadlines.readMs,
      (abortSignal) =>
        untyped(this.#docker.getContainer(containerId)).stats({
          stream: false,
          'one-shot': true,
          abortSignal,
        }) as Promise<Docker.ContainerStats>,
    );
    const cache = stats.memory_stats?.stats?.inactive_file ?? stats.memory_stats?.stats?.total_inactive_file ?? 0;
    return {
      cpuNanos: stats.cpu_stats?.cpu_usage?.total_usage ?? 0,
      memoryBytes: Math.max(0, (stats.memory_stats?.usage ?? 0) - cache),
    };
  }

  #stream<Item>(
    call: string,
    outer: AbortSignal,
    read: (stream: AsyncIterable<Buffer>) => AsyncIterable<Item>,
    run: (signal: AbortSignal) => Promise<NodeJS.ReadableStream>,
  ): Promise<AsyncIterable<Item>> {
    const { deadlines, onCall } = this.#options;
    return openEngineStream({ call, deadlineMs: deadlines.readMs, run, outer, onCall }, read);
  }

  #call<Result>(
    call: string,
    deadlineMs: number | null,
    run: (signal: AbortSignal) => Promise<Result>,
    outer?: AbortSignal,
  ): Promise<Result> {
    return callEngine({
      call,
      deadlineMs,
      run,
      onCall: this.#options.onCall,
      ...(outer === undefined ? {} : { outer }),
    });
  }
}

interface EventMessage {
  Action?: string;
  Actor?: { Attributes?: Record<string, string> };
}

/** Calls whose options dockerode takes and its types do not know. */
interface Untyped {
  ping(options: object): Promise<unknown>;
  // biome-ignore lint/suspicious/noExplicitAny: dockerode's own types leave this answer open
  info(options: object): Promise<any>;
  version(options: object): Promise<Docker.DockerVersion>;
  inspect(options: object): Promise<unknown>;
  stats(options: object): Promise<unknown>;
}

function untyped(target: object): Untyped {
  return target as Untyped;
}
