import { existsSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { isSea } from 'node:sea';
import { parseEnv } from 'node:util';
import { labelsSchema } from '@longshore/schemas';
import { parse as parseToml, TomlError } from 'smol-toml';
import { z } from 'zod';
import { type ArmedFailpoint, FAILPOINTS, type Failpoint } from './failpoints.ts';

const port = z.coerce.number().int().min(0).max(65_535);
const milliseconds = (min: number, max: number) => z.coerce.number().int().min(min).max(max);
const optional = <Schema extends z.ZodType>(schema: Schema) => schema.optional();

const addresses = 'expected host:port, several separated by commas';

/** `host:port,host:port`. */
const bootstrapServers = z.string({ error: addresses }).regex(/^[^\s,:]+:\d+(,[^\s,:]+:\d+)*$/, addresses);

const keyValues = z.string().transform((text, context) => {
  const entries = text.split(',').filter((entry) => entry.trim() !== '');
  if (entries.some((entry) => !entry.includes('='))) {
    context.addIssue({ code: 'custom', message: 'expected name=value, several separated by commas' });
    return z.NEVER;
  }
  return Object.fromEntries(
    entries.map((entry) => {
      const at = entry.indexOf('=');
      return [entry.slice(0, at).trim(), entry.slice(at + 1).trim()];
    }),
  );
});

const location = z.string().transform((text, context) => {
  const [latitude, longitude, ...name] = text.split(',').map((part) => part.trim());
  const at = { latitude: Number(latitude), longitude: Number(longitude), name: name.join(',') || null };
  const valid =
    latitude !== '' && longitude !== undefined && Math.abs(at.latitude) <= 90 && Math.abs(at.longitude) <= 180;
  if (valid) return at;
  context.addIssue({ code: 'custom', message: 'expected latitude,longitude[,name], such as 52.52,13.40,Berlin' });
  return z.NEVER;
});

const failpoint = z.string().transform((text, context): ArmedFailpoint => {
  const [name = '', nth = '1'] = text.split(':');
  const count = Number(nth);
  if (FAILPOINTS.includes(name as Failpoint) && Number.isInteger(count) && count >= 1) {
    return { name: name as Failpoint, nth: count };
  }
  context.addIssue({ code: 'custom', message: `expected name[:nth], the name one of ${FAILPOINTS.join(', ')}` });
  return z.NEVER;
});

/** Every setting by its environment variable. In the file the same names stand in lower case without `LONGSHORE_`. */
const environmentSchema = z.object({
  KAFKA_BOOTSTRAP_SERVERS: bootstrapServers,
  SCHEMA_REGISTRY_URL: z.url({ error: 'expected a URL, with the path of the Confluent API' }),
  LONGSHORE_TOPIC_PREFIX: z
    .string()
    .regex(/^[a-zA-Z0-9._-]*$/)
    .default(''),
  LONGSHORE_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  LONGSHORE_LOG_FILE: optional(z.string().min(1)),
  LONGSHORE_AGENT_ID: z
    .string()
    .regex(/^[a-zA-Z0-9][a-zA-Z0-9._-]{0,119}$/, 'expected letters, digits, ".", "_" and "-", at most 120')
    .default(hostname()),
  LONGSHORE_AGENT_PORT: port.default(3002),
  LONGSHORE_AGENT_HOST: z.string().min(1).default('127.0.0.1'),
  LONGSHORE_ENGINE_SOCKET: z
    .string()
    .startsWith('/', 'expected the absolute path of a socket')
    .default('/var/run/docker.sock'),
  LONGSHORE_WORKLOAD_NETWORK: z
    .string()
    .regex(
      /^(?!host$|container:)[a-zA-Z0-9][a-zA-Z0-9_.-]*$/,
      'expected the name of a network of the engine; the host’s own is not allowed',
    )
    .default('bridge'),
  LONGSHORE_WORKLOAD_BOOTSTRAP_SERVERS: optional(bootstrapServers),
  LONGSHORE_WORKLOAD_REGISTRY_URL: optional(z.url()),
  LONGSHORE_WORKLOAD_CONTROL_PLANE_URL: optional(z.url({ protocol: /^https?$/ })),
  LONGSHORE_AGENT_LABELS: keyValues.pipe(labelsSchema).default({}),
  LONGSHORE_AGENT_SLOTS: optional(z.coerce.number().int().min(0).max(100_000)),
  LONGSHORE_AGENT_CPU_MILLIS: optional(z.coerce.number().int().min(1).max(10_000_000)),
  LONGSHORE_AGENT_MEMORY_BYTES: optional(z.coerce.number().int().min(1)),
  LONGSHORE_AGENT_LOCATION: optional(location),
  LONGSHORE_CONTAINER_SCOPE: z
    .string()
    .regex(/^[a-zA-Z0-9][a-zA-Z0-9._-]{0,119}$/)
    .default('default'),
  LONGSHORE_HEALTH_INTERVAL_MS: milliseconds(100, 3_600_000).default(5_000),
  LONGSHORE_ORPHAN_GRACE_MS: milliseconds(0, 86_400_000).default(60_000),
  LONGSHORE_ENGINE_PING_DEADLINE_MS: milliseconds(50, 60_000).default(3_000),
  LONGSHORE_ENGINE_DEADLINE_MS: milliseconds(100, 600_000).default(30_000),
  LONGSHORE_ENGINE_CONCURRENCY: z.coerce.number().int().min(1).max(100).default(8),
  LONGSHORE_DISK_FREE_BYTES_MIN: z.coerce.number().int().min(0).default(1_073_741_824),
  LONGSHORE_IMAGE_UNUSED_AFTER_MS: milliseconds(0, 31_536_000_000).default(604_800_000),
  LONGSHORE_IMAGE_DISK_PERCENT: z.coerce.number().int().min(1).max(100).default(85),
  LONGSHORE_IMAGE_CLEANUP_INTERVAL_MS: milliseconds(100, 86_400_000).default(600_000),
  LONGSHORE_CONTAINER_LOG_BYTES: z.coerce.number().int().min(65_536).default(33_554_432),
  LONGSHORE_CONTAINER_LOG_FILES: z.coerce.number().int().min(1).max(100).default(2),
  LONGSHORE_FAILPOINT: optional(failpoint),
});

type Environment = z.output<typeof environmentSchema>;
type Variable = keyof Environment;

const variables = Object.keys(environmentSchema.shape) as Variable[];

/** The agent's settings, frozen. */
export type AgentConfig = Readonly<{
  bootstrapServers: readonly string[];
  registryUrl: string;
  topicPrefix: string;
  log: Readonly<{ level: string; file: string | null }>;
  agentId: string;
  http: Readonly<{ host: string; port: number }>;
  engine: Readonly<{ socketPath: string; pingDeadlineMs: number; deadlineMs: number; concurrency: number }>;
  workload: Readonly<{
    network: string;
    bootstrapServers: string;
    registryUrl: string;
    /** Where containers reach the API; null: they are not told. */
    controlPlaneUrl: string | null;
  }>;
  labels: Readonly<Record<string, string>>;
  /** Null: as the engine says (slots: eight for each of its processors). */
  capacity: Readonly<{ slots: number | null; cpuMillis: number | null; memoryBytes: number | null }>;
  location: Readonly<{ latitude: number; longitude: number; name: string | null }> | null;
  scope: string;
  healthIntervalMs: number;
  orphanGraceMs: number;
  diskFreeBytesMin: number;
  /** Of images that Longshore pulled; null: they are not removed for that. */
  images: Readonly<{ unusedAfterMs: number | null; diskPercent: number | null; intervalMs: number }>;
  containerLog: Readonly<{ bytesMax: number; filesMax: number }>;
  failpoint: ArmedFailpoint | null;
}>;

/** A setting that cannot be used: which, what was given, what is accepted. */
export class ConfigError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ConfigError';
  }
}

/**
 * The settings from the environment and, where it names one (`LONGSHORE_AGENT_CONFIG`), a TOML file; the environment
 * wins.
 *
 * @throws ConfigError naming each bad variable, what was given and what is accepted
 */
export function readConfig(environment: NodeJS.ProcessEnv = programEnvironment()): AgentConfig {
  const file = environment.LONGSHORE_AGENT_CONFIG;
  const fromFile = file === undefined || file === '' ? {} : readFile(file);
  const fromEnvironment = Object.fromEntries(
    variables.flatMap((name) => {
      const value = environment[name];
      return value === undefined || value === '' ? [] : [[name, value]];
    }),
  );
  const given: Record<string, unknown> = { ...fromFile, ...fromEnvironment };
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      const value = given[name] === undefined ? 'nothing' : JSON.stringify(given[name]);
      return `${name}: ${value} was given; ${issue.message}`;
    });
    throw new ConfigError(lines.join('\n'));
  }
  return freeze(arrange(parsed.data));
}

/** The installed executable looks for its settings where the package puts them; a program run from sources does not. */
function programEnvironment(): NodeJS.ProcessEnv {
  return isSea() ? installedEnvironment(process.env) : process.env;
}

/**
 * The environment of an installed agent: what it was given wins over the file `agent.env`, and the settings are in
 * `agent.toml` unless it says where else. Either file may be missing.
 */
export function installedEnvironment(given: NodeJS.ProcessEnv, folder = '/etc/longshore'): NodeJS.ProcessEnv {
  const [variables, settings] = [join(folder, 'agent.env'), join(folder, 'agent.toml')];
  return {
    ...(existsSync(settings) ? { LONGSHORE_AGENT_CONFIG: settings } : {}),
    ...(existsSync(variables) ? parseEnv(readFileSync(variables, 'utf8')) : {}),
    ...given,
  };
}

/** Who started this program and wants to be told how it is: systemd, by its protocol sd_notify(3). */
export type ServiceManager = Readonly<{
  socket: string;
  /** It restarts the program after so long without a sign of life; null when it does not wait for any. */
  watchdogMs: number | null;
}>;

/** What a service manager left in the environment; null when none did. */
export function readServiceManager(
  environment: NodeJS.ProcessEnv = process.env,
  pid: number = process.pid,
): ServiceManager | null {
  const { NOTIFY_SOCKET: socket, WATCHDOG_USEC: microseconds, WATCHDOG_PID: watched } = environment;
  if (socket === undefined || socket === '') return null;
  const watchdogMs = Number(microseconds) / 1_000;
  const meant = watched === undefined || watched === '' || Number(watched) === pid;
  return Object.freeze({ socket, watchdogMs: meant && watchdogMs > 0 ? watchdogMs : null });
}

function readFile(path: string): Record<string, unknown> {
  let values: Record<string, unknown>;
  try {
    values = parseToml(readFileSync(path, 'utf8'));
  } catch (error) {
    const what = error instanceof TomlError ? 'is not valid TOML' : 'cannot be read';
    throw new ConfigError(`LONGSHORE_AGENT_CONFIG: ${path} ${what}: ${error instanceof Error ? error.message : error}`);
  }
  const byKey = new Map(variables.map((name) => [name.replace(/^LONGSHORE_/, '').toLowerCase(), name]));
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => {
      const name = byKey.get(key);
      if (name === undefined) {
        throw new ConfigError(`${path}: unknown setting ${key}; accepted: ${[...byKey.keys()].join(', ')}`);
      }
      return [name, typeof value === 'object' && value !== null ? asText(value) : String(value)];
    }),
  );
}

/** A table of labels, or a list, in the form that the variable has. */
function asText(value: object): string {
  if (Array.isArray(value)) return value.join(',');
  return Object.entries(value)
    .map(([name, one]) => `${name}=${String(one)}`)
    .join(',');
}

function arrange(env: Environment): AgentConfig {
  return {
    bootstrapServers: env.KAFKA_BOOTSTRAP_SERVERS.split(','),
    registryUrl: env.SCHEMA_REGISTRY_URL,
    topicPrefix: env.LONGSHORE_TOPIC_PREFIX,
    log: { level: env.LONGSHORE_LOG_LEVEL, file: env.LONGSHORE_LOG_FILE ?? null },
    agentId: env.LONGSHORE_AGENT_ID,
    http: { host: env.LONGSHORE_AGENT_HOST, port: env.LONGSHORE_AGENT_PORT },
    engine: {
      socketPath: env.LONGSHORE_ENGINE_SOCKET,
      pingDeadlineMs: env.LONGSHORE_ENGINE_PING_DEADLINE_MS,
      deadlineMs: env.LONGSHORE_ENGINE_DEADLINE_MS,
      concurrency: env.LONGSHORE_ENGINE_CONCURRENCY,
    },
    workload: {
      network: env.LONGSHORE_WORKLOAD_NETWORK,
      bootstrapServers: env.LONGSHORE_WORKLOAD_BOOTSTRAP_SERVERS ?? env.KAFKA_BOOTSTRAP_SERVERS,
      registryUrl: env.LONGSHORE_WORKLOAD_REGISTRY_URL ?? env.SCHEMA_REGISTRY_URL,
      controlPlaneUrl: env.LONGSHORE_WORKLOAD_CONTROL_PLANE_URL ?? null,
    },
    labels: env.LONGSHORE_AGENT_LABELS,
    capacity: {
      slots: env.LONGSHORE_AGENT_SLOTS ?? null,
      cpuMillis: env.LONGSHORE_AGENT_CPU_MILLIS ?? null,
      memoryBytes: env.LONGSHORE_AGENT_MEMORY_BYTES ?? null,
    },
    location: env.LONGSHORE_AGENT_LOCATION ?? null,
    scope: env.LONGSHORE_CONTAINER_SCOPE,
    healthIntervalMs: env.LONGSHORE_HEALTH_INTERVAL_MS,
    orphanGraceMs: env.LONGSHORE_ORPHAN_GRACE_MS,
    diskFreeBytesMin: env.LONGSHORE_DISK_FREE_BYTES_MIN,
    images: {
      unusedAfterMs: env.LONGSHORE_IMAGE_UNUSED_AFTER_MS === 0 ? null : env.LONGSHORE_IMAGE_UNUSED_AFTER_MS,
      diskPercent: env.LONGSHORE_IMAGE_DISK_PERCENT === 100 ? null : env.LONGSHORE_IMAGE_DISK_PERCENT,
      intervalMs: env.LONGSHORE_IMAGE_CLEANUP_INTERVAL_MS,
    },
    containerLog: { bytesMax: env.LONGSHORE_CONTAINER_LOG_BYTES, filesMax: env.LONGSHORE_CONTAINER_LOG_FILES },
    failpoint: env.LONGSHORE_FAILPOINT ?? null,
  };
}

function freeze<Value extends object>(value: Value): Value {
  for (const inner of Object.values(value)) if (typeof inner === 'object' && inner !== null) freeze(inner);
  return Object.freeze(value);
}
