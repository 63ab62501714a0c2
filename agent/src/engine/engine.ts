import type { Capacity, EngineInfo } from '@longshore/schemas';

/** Labels by which an agent finds its own containers, and the ids they carry. */
export const CONTAINER_LABELS = {
  scope: 'longshore.scope',
  agent: 'longshore.agent',
  job: 'longshore.job',
  task: 'longshore.task',
  attempt: 'longshore.attempt',
  generation: 'longshore.generation',
} as const;

/** The only container name an attempt can have: a second start of it is a name conflict. */
export function containerName(attemptId: string): string {
  return `longshore-${attemptId}`;
}

/** What the engine says of itself. */
export interface EngineFacts {
  /** The engine's own id: tells two hosts under one agent id apart. */
  engineId: string;
  info: Omit<EngineInfo, 'latencyMs'>;
  capacity: Pick<Capacity, 'cpuMillis' | 'memoryBytes'>;
  /** Milliseconds since the epoch by the engine's clock; null when it could not be read. */
  clockMs: number | null;
  /** Where images and containers are kept, on the engine's host. */
  dataRoot: string;
}

/** The engine's own word for where a container is. */
export type EngineState = 'created' | 'running' | 'paused' | 'restarting' | 'removing' | 'exited' | 'dead';

/** A container of ours, as the list shows it. */
export interface ListedContainer {
  containerId: string;
  attemptId: string;
  jobId: string;
  taskId: string;
  /** Generation under which it was created. */
  generation: number;
  engineState: EngineState;
  /** Taken from the list's words; null while it never ran or still runs. */
  exitCode: number | null;
}

/** One container, inspected. */
export interface ContainerFacts {
  containerId: string;
  /** False: the name is taken by a container that does not carry our labels. Such a one is never touched. */
  ours: boolean;
  engineState: EngineState;
  exitCode: number | null;
  oomKilled: boolean;
  /** What the engine said when it could not run it. */
  error: string;
  /** By the engine's clock; null before it ran, or while it runs. */
  startedAtMs: number | null;
  finishedAtMs: number | null;
  imageDigest: string | null;
}

/** What the engine is asked to create: every field is named here, and nothing else can be asked for. */
export interface ContainerRequest {
  name: string;
  labels: Record<string, string>;
  image: string;
  entrypoint: string[] | null;
  command: string[] | null;
  /** `NAME=value`. */
  environment: string[];
  workingDirectory: string | null;
  user: string | null;
  network: string;
  cpuMillis: number;
  memoryLimitBytes: number;
  pidsLimit: number;
  stopGraceMs: number;
  logFileBytesMax: number;
  logFilesMax: number;
}

/** How far a pull is. */
export interface PullProgress {
  layersDone: number;
  layersTotal: number;
  bytesDone: number;
  bytesTotal: number;
}

/** How an engine is to sign in to an image's registry. */
export interface RegistrySignIn {
  registry: string;
  username: string;
  password: string;
}

export interface PullOptions {
  deadlineMs: number;
  signal: AbortSignal;
  /** Null: without signing in. */
  signIn: RegistrySignIn | null;
  onProgress: (progress: PullProgress) => void;
}

/** One write of a container to its output, as the engine kept it. */
export interface LogFrame {
  stream: 'STDOUT' | 'STDERR';
  /** Microseconds since the epoch, by the engine's clock. */
  timeMicros: number;
  text: string;
  /** False: the line goes on in the next frame of this stream. */
  endsLine: boolean;
}

/** Something happened to a container of ours. A hint for speed; the list is the truth. */
export interface ContainerEvent {
  attemptId: string;
  action: string;
}

/** An image as the engine lists it. */
export interface ListedImage {
  id: string;
  /** Tags and, for what was pulled by digest, digests. */
  references: readonly string[];
  sizeBytes: number;
}

/** Use of one running container. */
export interface ContainerUse {
  /** Processor time since the container's start. */
  cpuNanos: number;
  memoryBytes: number;
}

/**
 * A container engine, seen through the containers of one agent. Every call ends within a deadline and rejects with an
 * `EngineError`. A call that timed out may still take effect later.
 */
export interface Engine {
  /** How long an answer took, in milliseconds. */
  ping(): Promise<number>;
  facts(): Promise<EngineFacts>;
  /** Every container that carries this agent's labels, running or not. */
  list(): Promise<ListedContainer[]>;
  /** How many containers run that do not carry this agent's labels. */
  countOthers(): Promise<number>;
  /** The container of this name, whoever's it is; null when there is none. */
  inspect(name: string): Promise<ContainerFacts | null>;
  /** Digest (or id) of an image that is present; null when it is not. */
  imageDigest(image: string): Promise<string | null>;
  imageTags(): Promise<string[]>;
  /** Every image that has a name. */
  listImages(): Promise<ListedImage[]>;
  /** Ids of the images of all containers, whoever's they are and whether or not they run. */
  usedImages(): Promise<string[]>;
  /** Gives an image another name. */
  tagImage(image: string, tag: string): Promise<void>;
  /**
   * Takes a name of an image away, and the image with its last one. Never one that a container has: rejects with
   * `RUNNING`. One that is gone already is no error.
   */
  removeImage(reference: string): Promise<void>;
  /** Pulls an image. Aborting the signal ends the wait at once with `ABORTED`. */
  pull(image: string, options: PullOptions): Promise<void>;
  create(request: ContainerRequest): Promise<{ containerId: string }>;
  /** A container that already runs is left as it is. */
  start(containerId: string): Promise<void>;
  /** SIGTERM, then SIGKILL after the grace; a container that does not run is left as it is. */
  stop(containerId: string, graceMs: number): Promise<void>;
  /** Never removes a running container; one that is gone already is no error. */
  remove(containerId: string): Promise<void>;
  /** Output from the beginning, then as it comes; ends when the container has ended or the signal aborts. */
  logs(containerId: string, signal: AbortSignal): AsyncIterable<LogFrame>;
  /** Ends when the engine or the signal ends it. */
  events(signal: AbortSignal): AsyncIterable<ContainerEvent>;
  use(containerId: string): Promise<ContainerUse>;
}
