import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';

const port = z.coerce.number().int().min(1).max(65_535);

const environmentSchema = z.object({
  LONGSHORE_CACHE: z.string().min(1).optional(),
  LONGSHORE_STATE: z.string().min(1).optional(),
  XDG_CACHE_HOME: z.string().min(1).optional(),
  XDG_DATA_HOME: z.string().min(1).optional(),
  LONGSHORE_WEB_PORT: port.default(3000),
  LONGSHORE_DISPATCHER_PORT: port.default(3001),
  LONGSHORE_AGENT_PORT: port.default(3002),
  LONGSHORE_REGISTRY_PORT: port.default(8081),
  LONGSHORE_POSTGRES_PORT: port.default(5433),
  // The listeners for containers are 10,000 above, those of further brokers up to 5.
  LONGSHORE_KAFKA_PORT: port.max(55_000).default(9092),
  LONGSHORE_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal']).default('info'),
});

/** Ports of all services; one entry for each broker where there are several. */
export interface StackPorts {
  readonly web: number;
  readonly dispatcher: number;
  readonly agent: number;
  readonly registry: number;
  readonly postgres: number;
  readonly brokers: readonly number[];
  readonly controllers: readonly number[];
  /** The brokers' listeners for containers, and the registry's, on the engine's bridge gateway. */
  readonly containerBrokers: readonly number[];
  readonly containerRegistry: number;
  /** The web program's, there too, for workers. */
  readonly containerWeb: number;
}

/** Where everything is, on this machine and for this clone. */
export interface StackConfig {
  readonly repositoryRoot: string;
  readonly runsAsRoot: boolean;
  /** Downloads and what is made of them; shared by all clones. */
  readonly cacheDirectory: string;
  /** This clone's data, logs, secrets and sockets. */
  readonly stateDirectory: string;
  /** Whether the clone's `.longshore` points to the state folder: not to one that was chosen. */
  readonly isLinked: boolean;
  /** Builds of the pages; shared by this clone's stack and its tests. */
  readonly buildDirectory: string;
  /** Identifies this clone on this machine. */
  readonly cloneId: string;
  readonly ports: StackPorts;
  readonly logLevel: string;
}

/**
 * The environment that started programs inherit: this process's own, without what only concerns the tool or test
 * runner that this process was started by, and without keys, which are given to whom they are meant for.
 */
export function inheritedEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !notInherited.test(entry[0]),
  );
  return Object.fromEntries(entries);
}

const notInherited =
  /^(NODE_ENV|NODE_OPTIONS|NODE_V8_COVERAGE|VITEST.*|TEST|npm_.*|FORCE_COLOR|LONGSHORE_(API|OWNER)_KEY)$/;

/** Names an environment variable whose value is not accepted. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Reads the stack's configuration from the environment; the only place in the stack that does.
 *
 * @throws ConfigError naming the variable, what was given, and what is accepted
 */
export function loadStackConfig(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  runsAsRoot: boolean = process.getuid?.() === 0,
): StackConfig {
  const parsed = environmentSchema.safeParse(environment);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => {
      const name = String(path[0]);
      return `${name}="${environment[name]}" is not accepted: ${message}`;
    });
    throw new ConfigError(problems.join('\n'));
  }
  const variables = parsed.data;
  const repositoryRoot = realpathSync(resolve(import.meta.dirname, '../../..'));
  const cloneId = createHash('sha256').update(repositoryRoot).digest('hex').slice(0, 12);
  const userCache = variables.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  const userData = variables.XDG_DATA_HOME ?? join(homedir(), '.local/share');
  const stateHome = variables.LONGSHORE_STATE ?? (runsAsRoot ? '/var/lib/longshore' : join(userData, 'longshore'));
  const stateDirectory = join(stateHome, cloneId);
  return Object.freeze({
    repositoryRoot,
    runsAsRoot,
    cacheDirectory: variables.LONGSHORE_CACHE ?? (runsAsRoot ? '/var/cache/longshore' : join(userCache, 'longshore')),
    stateDirectory,
    isLinked: variables.LONGSHORE_STATE === undefined,
    buildDirectory: join(stateDirectory, 'web'),
    cloneId,
    ports: portsFrom(variables),
    logLevel: variables.LONGSHORE_LOG_LEVEL,
  });
}

function portsFrom(variables: z.infer<typeof environmentSchema>): StackPorts {
  const first = variables.LONGSHORE_KAFKA_PORT;
  return {
    web: variables.LONGSHORE_WEB_PORT,
    dispatcher: variables.LONGSHORE_DISPATCHER_PORT,
    agent: variables.LONGSHORE_AGENT_PORT,
    registry: variables.LONGSHORE_REGISTRY_PORT,
    postgres: variables.LONGSHORE_POSTGRES_PORT,
    brokers: [first, first + 2, first + 4],
    controllers: [first + 1, first + 3, first + 5],
    containerBrokers: [first + 10_000, first + 10_002, first + 10_004],
    containerRegistry: variables.LONGSHORE_REGISTRY_PORT,
    containerWeb: variables.LONGSHORE_WEB_PORT,
  };
}
