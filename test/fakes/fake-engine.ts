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
  RegistrySignIn,
} from '../../agent/src/engine/engine.ts';
import { CONTAINER_LABELS } from '../../agent/src/engine/engine.ts';
import { EngineError, type EngineErrorCode } from '../../agent/src/engine/engine-error.ts';

type Call = keyof Engine;

interface FakeContainer {
  facts: ContainerFacts;
  request: ContainerRequest;
  frames: LogFrame[];
  starts: number;
}

/** How a call goes that does not just work. */
export type Mishap =
  /** The engine answers with an error; nothing happens. */
  | { kind: 'refuses'; code: EngineErrorCode; message?: string }
  /** No answer within the deadline, and no effect. */
  | { kind: 'silent' }
  /** No answer within the deadline, and yet the effect. */
  | { kind: 'silent but done' };

/**
 * A container engine in memory, for one agent. Images have to be put there, programs do not end by themselves, and
 * nothing happens that a test did not ask for: what it does not know throws.
 */
export class FakeEngine implements Engine {
  readonly calls: string[] = [];
  readonly images = new Map<string, string>();
  /** What a registry would give. */
  readonly pullable = new Map<string, string>();
  /** As whom each pull signed in. */
  readonly signIns: (RegistrySignIn | null)[] = [];
  readonly #containers = new Map<string, FakeContainer>();
  readonly #mishaps = new Map<Call, Mishap[]>();
  readonly #watchers = new Set<(event: ContainerEvent | null) => void>();
  #frozen = false;
  /** The engine's clock is not the agent's. */
  readonly #clockDifferenceMs = -5_000_000;
  #advancedMs = 0;
  #ids = 0;
  #engineId = 'fake-engine';
  /** Programs started so end at once with this code; null: they run until `exit`. */
  exitAtStart: number | null = null;
  /** Whether a SIGTERM ends a program. */
  heedsStop = true;
  /** Held pulls end only by `letPullsEnd`. */
  holdPulls = false;
  readonly #heldPulls: Array<() => void> = [];

  // What a test does.

  /** The next calls of this kind go wrong, one after another. */
  nextCall(call: Call, ...mishaps: Mishap[]): void {
    this.#mishaps.set(call, [...(this.#mishaps.get(call) ?? []), ...mishaps]);
  }

  /** No call is answered until `thaw`; each gives up as by its deadline. */
  freeze(): void {
    this.#frozen = true;
  }

  thaw(): void {
    this.#frozen = false;
  }

  /** The program of an attempt ends. `quietly`: no event tells of it. */
  exit(attemptId: string, exitCode: number, how: { oomKilled?: boolean; quietly?: boolean } = {}): void {
    const container = this.#containerOf(attemptId);
    if (container.facts.engineState !== 'running') throw new Error(`the container of ${attemptId} does not run`);
    this.#advancedMs += 10;
    container.facts = {
      ...container.facts,
      engineState: 'exited',
      exitCode,
      oomKilled: how.oomKilled ?? false,
      finishedAtMs: this.#now(),
    };
    if (how.quietly !== true) this.#tell(attemptId, 'die');
  }

  /** Somebody else removes a container, running or not. */
  vanish(attemptId: string): void {
    this.#containers.delete(`longshore-${attemptId}`);
    this.#tell(attemptId, 'destroy');
  }

  /** Somebody wipes the engine's data and starts it again: it has nothing, and another id. */
  wipe(): void {
    this.#containers.clear();
    this.images.clear();
    this.#engineId = `${this.#engineId}-wiped`;
  }

  /** The program of an attempt writes a line. */
  write(attemptId: string, text: string, stream: LogFrame['stream'] = 'STDOUT'): void {
    this.#advancedMs += 1;
    this.#containerOf(attemptId).frames.push({ stream, timeMicros: this.#now() * 1_000, text, endsLine: true });
  }

  /** Puts a container there as another boot, or somebody else, would have left it. */
  put(request: ContainerRequest, facts: Partial<ContainerFacts> = {}): void {
    this.#make(request);
    const container = this.#containers.get(request.name);
    if (container !== undefined) container.facts = { ...container.facts, ...facts };
  }

  letPullsEnd(): void {
    for (const end of this.#heldPulls.splice(0)) end();
  }

  advance(milliseconds: number): void {
    this.#advancedMs += milliseconds;
  }

  factsOf(attemptId: string): ContainerFacts | null {
    return this.#containers.get(`longshore-${attemptId}`)?.facts ?? null;
  }

  requestOf(attemptId: string): ContainerRequest {
    return this.#containerOf(attemptId).request;
  }

  startsOf(attemptId: string): number {
    return this.#containers.get(`longshore-${attemptId}`)?.starts ?? 0;
  }

  countOf(call: Call): number {
    return this.calls.filter((one) => one === call).length;
  }

  // What the agent does.

  ping(): Promise<number> {
    return this.#call('ping', () => 1);
  }

  facts(): Promise<EngineFacts> {
    return this.#call('facts', () => ({
      engineId: this.#engineId,
      info: { version: '1.0', apiVersion: '1.41', os: 'linux', architecture: 'amd64' },
      capacity: { cpuMillis: 4_000, memoryBytes: 8 * 2 ** 30 },
      clockMs: this.#now(),
      dataRoot: '/nowhere',
    }));
  }

  list(): Promise<ListedContainer[]> {
    return this.#call('list', () =>
      [...this.#containers.values()]
        .filter(({ facts }) => facts.ours)
        .map(({ facts, request }) => ({
          containerId: facts.containerId,
          attemptId: request.labels[CONTAINER_LABELS.attempt] ?? '',
          jobId: request.labels[CONTAINER_LABELS.job] ?? '',
          taskId: request.labels[CONTAINER_LABELS.task] ?? '',
          generation: Number(request.labels[CONTAINER_LABELS.generation]),
          engineState: facts.engineState,
          exitCode: facts.exitCode,
        })),
    );
  }

  countOthers(): Promise<number> {
    return this.#call(
      'countOthers',
      () => [...this.#containers.values()].filter(({ facts }) => !facts.ours && facts.engineState === 'running').length,
    );
  }

  inspect(name: string): Promise<ContainerFacts | null> {
    return this.#call('inspect', () => this.#containers.get(name)?.facts ?? null);
  }

  imageDigest(image: string): Promise<string | null> {
    return this.#call('imageDigest', () => this.images.get(image) ?? null);
  }

  imageTags(): Promise<string[]> {
    return this.#call('imageTags', () => [...this.images.keys()]);
  }

  listImages(): Promise<ListedImage[]> {
    return this.#call('listImages', () => {
      const namesOf = (id: string) => [...this.images].filter(([, one]) => one === id).map(([name]) => name);
      return [...new Set(this.images.values())].map((id) => ({ id, references: namesOf(id), sizeBytes: 1_000 }));
    });
  }

  usedImages(): Promise<string[]> {
    return this.#call('usedImages', () =>
      [...this.#containers.values()].flatMap(({ facts }) => facts.imageDigest ?? []),
    );
  }

  tagImage(image: string, tag: string): Promise<void> {
    return this.#call('tagImage', () => {
      const id = this.images.get(image) ?? [...this.images.values()].find((one) => one === image);
      if (id === undefined) throw new EngineError('GONE', 'tag-image', `no such image: ${image}`);
      this.images.set(tag, id);
    });
  }

  removeImage(reference: string): Promise<void> {
    return this.#call('removeImage', () => {
      const id = this.images.get(reference);
      const last = [...this.images.values()].filter((one) => one === id).length === 1;
      if (last && [...this.#containers.values()].some(({ facts }) => facts.imageDigest === id)) {
        throw new EngineError('RUNNING', 'remove-image', 'a container has it');
      }
      this.images.delete(reference);
    });
  }

  pull(image: string, options: PullOptions): Promise<void> {
    return this.#call('pull', async () => {
      this.signIns.push(options.signIn);
      options.onProgress({ layersDone: 0, layersTotal: 1, bytesDone: 0, bytesTotal: 10 });
      if (this.holdPulls) await this.#heldPull(options.signal);
      const digest = this.pullable.get(image);
      if (digest === undefined) throw new EngineError('IMAGE_NOT_FOUND', 'pull', `manifest unknown: ${image}`);
      this.images.set(image, digest);
    });
  }

  create(request: ContainerRequest): Promise<{ containerId: string }> {
    return this.#call('create', () => {
      if (this.#containers.has(request.name))
        throw new EngineError('NAME_CONFLICT', 'create', `in use: ${request.name}`);
      if (!this.images.has(request.image))
        throw new EngineError('IMAGE_NOT_FOUND', 'create', `no such image: ${request.image}`);
      return { containerId: this.#make(request) };
    });
  }

  start(containerId: string): Promise<void> {
    return this.#call('start', () => {
      const container = this.#byId(containerId);
      if (container === undefined) throw new EngineError('GONE', 'start', 'no such container');
      if (container.facts.engineState !== 'created') return;
      container.starts += 1;
      container.facts = { ...container.facts, engineState: 'running', startedAtMs: this.#now() };
      const attemptId = container.request.labels[CONTAINER_LABELS.attempt] ?? '';
      this.#tell(attemptId, 'start');
      if (this.exitAtStart !== null) this.exit(attemptId, this.exitAtStart);
    });
  }

  stop(containerId: string, _graceMs: number): Promise<void> {
    return this.#call('stop', () => {
      const container = this.#byId(containerId);
      if (container?.facts.engineState !== 'running') return;
      this.exit(container.request.labels[CONTAINER_LABELS.attempt] ?? '', this.heedsStop ? 143 : 137);
    });
  }

  remove(containerId: string): Promise<void> {
    return this.#call('remove', () => {
      const container = this.#byId(containerId);
      if (container === undefined) return;
      if (container.facts.engineState === 'running') throw new EngineError('RUNNING', 'remove', 'it is running');
      this.#containers.delete(container.request.name);
      this.#tell(container.request.labels[CONTAINER_LABELS.attempt] ?? '', 'destroy');
    });
  }

  async *logs(containerId: string, signal: AbortSignal): AsyncGenerator<LogFrame> {
    await this.#call('logs', () => undefined);
    for (let index = 0; !signal.aborted; ) {
      const container = this.#byId(containerId);
      if (container === undefined) throw new EngineError('GONE', 'logs', 'no such container');
      const frame = container.frames[index];
      if (frame !== undefined) {
        index += 1;
        yield frame;
      } else if (container.facts.engineState !== 'running') return;
      else await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }

  async *events(signal: AbortSignal): AsyncGenerator<ContainerEvent> {
    await this.#call('events', () => undefined);
    const queue: ContainerEvent[] = [];
    let wake: () => void = () => undefined;
    let over = false;
    const watcher = (event: ContainerEvent | null) => {
      if (event === null) over = true;
      else queue.push(event);
      wake();
    };
    this.#watchers.add(watcher);
    signal.addEventListener('abort', () => watcher(null), { once: true });
    try {
      while (!over) {
        for (let event = queue.shift(); event !== undefined; event = queue.shift()) yield event;
        if (over) return;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    } finally {
      this.#watchers.delete(watcher);
    }
  }

  use(_containerId: string): Promise<ContainerUse> {
    return this.#call('use', () => ({ cpuNanos: 0, memoryBytes: 1_024 }));
  }

  #now(): number {
    return Date.now() + this.#clockDifferenceMs + this.#advancedMs;
  }

  async #call<Result>(call: Call, effect: () => Result | Promise<Result>): Promise<Result> {
    this.calls.push(call);
    await Promise.resolve();
    if (this.#frozen) throw new EngineError('ENGINE_UNREACHABLE', call, 'no answer within 0 ms');
    const mishap = this.#mishaps.get(call)?.shift();
    if (mishap === undefined) return effect();
    if (mishap.kind === 'refuses') throw new EngineError(mishap.code, call, mishap.message ?? mishap.code);
    if (mishap.kind === 'silent but done') await effect();
    throw new EngineError('ENGINE_UNREACHABLE', call, 'no answer within 0 ms');
  }

  #make(request: ContainerRequest): string {
    this.#ids += 1;
    const containerId = `container-${this.#ids}`;
    const facts: ContainerFacts = {
      containerId,
      ours: true,
      engineState: 'created',
      exitCode: null,
      oomKilled: false,
      error: '',
      startedAtMs: null,
      finishedAtMs: null,
      imageDigest: this.images.get(request.image) ?? null,
    };
    this.#containers.set(request.name, { facts, request, frames: [], starts: 0 });
    return containerId;
  }

  #heldPull(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#heldPulls.push(resolve);
      signal.addEventListener('abort', () => reject(new EngineError('ABORTED', 'pull', 'given up')), { once: true });
    });
  }

  #byId(containerId: string): FakeContainer | undefined {
    return [...this.#containers.values()].find((one) => one.facts.containerId === containerId);
  }

  #containerOf(attemptId: string): FakeContainer {
    const container = this.#containers.get(`longshore-${attemptId}`);
    if (container === undefined) throw new Error(`there is no container of ${attemptId}`);
    return container;
  }

  #tell(attemptId: string, action: string): void {
    for (const watcher of this.#watchers) watcher({ attemptId, action });
  }
}
