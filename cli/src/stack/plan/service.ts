/** How the supervisor knows that a service can be used. */
export type Readiness =
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number }
  /** Ready when a GET answers with status 200. */
  | { readonly kind: 'http'; readonly url: string }
  /** The same over a unix socket. */
  | { readonly kind: 'socket'; readonly path: string; readonly target: string }
  /** Ready when the service's log, from this start on, contains the text. */
  | { readonly kind: 'log'; readonly text: string };

/** A process to run, as data: nothing in it knows how it is run. */
interface ProcessDescription {
  readonly name: string;
  /** One phrase for progress lines: "Kafka broker". */
  readonly title: string;
  readonly command: readonly [string, ...string[]];
  readonly cwd: string;
  /** Added to the environment that the supervisor inherited. */
  readonly env: Readonly<Record<string, string>>;
  /** Written to the process's standard input; the place for secrets, which must not stand in a command line. */
  readonly input?: string;
  /** Runs as this account; only given when the supervisor runs as root. */
  readonly account?: Account;
  /** Names of services that must be ready, or tasks that must be done, before this starts. */
  readonly dependsOn: readonly string[];
  /** Time from the first start until it has to be ready or done. */
  readonly startTimeoutMs: number;
}

export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** Runs until it is stopped, and is started again when it dies. */
export interface DaemonDescription extends ProcessDescription {
  readonly kind: 'daemon';
  readonly readiness: Readiness;
  readonly stopSignal: 'SIGTERM' | 'SIGINT';
  /** Time between the stop signal and SIGKILL. */
  readonly stopGraceMs: number;
  /** Where a person or a program reaches it, for `status`. */
  readonly address?: string;
  /** Ports it listens on, to be free before it starts. */
  readonly ports: readonly ListeningAddress[];
}

/** Runs once to its end, and must end with 0. */
export interface TaskDescription extends ProcessDescription {
  readonly kind: 'task';
  /** When the file already holds the value the task is not run; it is written after success. */
  readonly stamp?: { readonly path: string; readonly value: string };
}

export interface ListeningAddress {
  readonly host: string;
  readonly port: number;
}

export type ServiceDescription = DaemonDescription | TaskDescription;

/** Everything the supervisor needs to know. Handed over on standard input, since it contains passwords. */
export interface StackPlan {
  readonly stateDirectory: string;
  readonly logDirectory: string;
  /** Path of the supervisor's unix socket. */
  readonly socketPath: string;
  /** Size at which a log file is rotated, and how many older ones are kept. */
  readonly logRotation: { readonly maxBytes: number; readonly keep: number };
  readonly services: readonly ServiceDescription[];
  /** Removes the state folder after the last service has stopped. For tests. */
  readonly disposable: boolean;
  /** Facts about the plan that `status` shows, such as the number of brokers. */
  readonly facts: Readonly<Record<string, string>>;
}
