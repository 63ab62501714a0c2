/** Settings of the initializer. The only place in kafka/ that reads the environment. */
export interface InitializerConfig {
  bootstrapServers: string[];
  registryUrl: string;
  topicPrefix: string;
  partitions: number;
  replication: number;
  deadlineMs: number;
}

function wholeNumber(environment: NodeJS.ProcessEnv, name: string, fallback: number, most: number): number {
  const given = environment[name];
  if (given === undefined || given === '') return fallback;
  const value = Number(given);
  if (!Number.isInteger(value) || value < 1 || value > most) {
    throw new Error(`${name} is ${JSON.stringify(given)}; accepted: a whole number from 1 to ${most}`);
  }
  return value;
}

function required(environment: NodeJS.ProcessEnv, name: string, accepted: string): string {
  const given = environment[name];
  if (given === undefined || given === '') throw new Error(`${name} is not set; accepted: ${accepted}`);
  return given;
}

/** @throws Error naming the variable, what was given and what is accepted */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Readonly<InitializerConfig> {
  const servers = required(environment, 'KAFKA_BOOTSTRAP_SERVERS', 'brokers as host:port, separated by commas');
  const registryUrl = required(environment, 'SCHEMA_REGISTRY_URL', 'the address of the registry’s Confluent API');
  if (!URL.canParse(registryUrl)) {
    throw new Error(`SCHEMA_REGISTRY_URL is ${JSON.stringify(registryUrl)}; accepted: an http or https address`);
  }
  return Object.freeze({
    bootstrapServers: servers.split(',').map((server) => server.trim()),
    registryUrl,
    topicPrefix: environment.LONGSHORE_TOPIC_PREFIX ?? '',
    partitions: wholeNumber(environment, 'LONGSHORE_TOPIC_PARTITIONS', 12, 10_000),
    replication: wholeNumber(environment, 'LONGSHORE_TOPIC_REPLICATION', 1, 15),
    deadlineMs: wholeNumber(environment, 'LONGSHORE_INITIALIZE_DEADLINE_MS', 60_000, 3_600_000),
  });
}
