import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createKafkaBus, MANAGEMENT_TOPIC_NAMES, workTopicName } from '@longshore/kafka';
import { avroSchemas, WORK_TYPES } from '@longshore/schemas';
import { beforeEach, describe, expect, inject, it } from 'vitest';
import { repositoryRoot } from '../setup/repository-root.ts';

interface Outcome {
  code: number;
  lines: string[];
  errors: string;
}

/** Runs the initializer to its end, whatever that is. */
function run(environment: Record<string, string>): Promise<Outcome> {
  const services = inject('services');
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['kafka/src/initialize-main.ts'],
      {
        cwd: repositoryRoot,
        timeout: 60_000,
        env: {
          ...process.env,
          KAFKA_BOOTSTRAP_SERVERS: services.kafkaBootstrapServers,
          SCHEMA_REGISTRY_URL: services.schemaRegistryUrl,
          ...environment,
        },
      },
      (_error, stdout, errors) => resolve({ code: child.exitCode ?? -1, lines: stdout.trim().split('\n'), errors }),
    );
  });
}

async function registry(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${inject('services').schemaRegistryUrl}${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
}

async function topics(prefix: string): Promise<Record<string, number>> {
  const bus = createKafkaBus({
    bootstrapServers: inject('services').kafkaBootstrapServers.split(','),
    clientId: 'initialize-test',
  });
  try {
    const admin = await bus.admin();
    const names = (await admin.listTopics()).filter((name) => name.startsWith(prefix));
    const described = await admin.describeTopics(names);
    return Object.fromEntries(described.map(({ name, partitions }) => [name.slice(prefix.length), partitions.length]));
  } finally {
    await bus.close();
  }
}

describe('the initializer', () => {
  let prefix: string;
  let environment: Record<string, string>;

  beforeEach(() => {
    prefix = `initialize-${randomUUID()}.`;
    environment = { LONGSHORE_TOPIC_PREFIX: prefix, LONGSHORE_TOPIC_PARTITIONS: '3' };
  });

  it('creates all topics and registers all schemas, and changes nothing when run again', async () => {
    const first = await run(environment);
    expect(first).toMatchObject({ code: 0, errors: '' });
    const expected = Object.fromEntries(
      [...MANAGEMENT_TOPIC_NAMES, ...WORK_TYPES.map((type) => workTopicName(type))].flatMap((name) => [
        [name, 3],
        [`${name}.dlq`, 1],
      ]),
    );
    expect(await topics(prefix)).toEqual(expected);
    for (const name of MANAGEMENT_TOPIC_NAMES) {
      const subject = `${prefix}${name}-value`;
      expect(await registry('GET', `/subjects/${subject}/versions`)).toEqual({ status: 200, body: [1] });
      expect((await registry('GET', `/config/${subject}`)).body).toMatchObject({ compatibilityLevel: 'BACKWARD' });
    }
    const second = await run(environment);
    expect(second).toMatchObject({ code: 0, errors: '' });
    expect(second.lines.slice(0, -1).every((line) => line.endsWith(': unchanged'))).toBe(true);
    expect(await topics(prefix)).toEqual(expected);
  });

  it('does the same when it is run twice at once', async () => {
    const both = await Promise.all([run(environment), run(environment)]);
    expect(both.map(({ code, errors }) => ({ code, errors }))).toEqual([
      { code: 0, errors: '' },
      { code: 0, errors: '' },
    ]);
    expect(Object.keys(await topics(prefix))).toHaveLength(2 * (MANAGEMENT_TOPIC_NAMES.length + WORK_TYPES.length));
    expect((await registry('GET', `/subjects/${prefix}Job_Status-value/versions`)).body).toEqual([1]);
  });

  it('adds partitions when more are configured, and says that it takes none away', async () => {
    await run(environment);
    const more = await run({ ...environment, LONGSHORE_TOPIC_PARTITIONS: '5' });
    expect(more.lines).toContain(`${prefix}Job_Status: extended to 5 partitions`);
    const fewer = await run({ ...environment, LONGSHORE_TOPIC_PARTITIONS: '2' });
    expect(fewer.code).toBe(0);
    expect(fewer.lines.join('\n')).toContain(`${prefix}Job_Status: keeps its 5 partitions, though 2 are configured`);
    expect(await topics(prefix)).toMatchObject({ Job_Status: 5, Job_Handling: 5 });
  });

  it('refuses an incompatible schema by subject and field, and changes nothing', async () => {
    const subject = `${prefix}Job_Status-value`;
    const registered = JSON.parse(avroSchemas.JobStatus) as { fields: Array<{ name: string; type: unknown }> };
    const bootless = registered.fields.filter(({ name }) => name !== 'bootId');
    const other = bootless.map((field) => (field.name === 'attempt' ? { ...field, type: 'string' } : field));
    const schema = JSON.stringify({ ...registered, fields: other });
    expect((await registry('POST', `/subjects/${subject}/versions`, { schema })).status).toBe(200);
    const refused = await run(environment);
    expect(refused.code).toBe(3);
    expect(refused.errors).toContain(`subject ${subject}`);
    expect(refused.errors).toContain('attempt: was string, is int');
    expect(refused.errors).toContain('bootId: new, and without a default');
    expect(refused.errors).toContain('Give new fields a default');
    expect(await topics(prefix)).toEqual({});
    expect((await registry('GET', `/subjects/${subject}/versions`)).body).toEqual([1]);
    expect((await registry('GET', `/subjects/${prefix}Job_Handling-value/versions`)).status).toBe(404);
  });

  it('registers a compatible change as a new version', async () => {
    const subject = `${prefix}Job_Status-value`;
    const ours = JSON.parse(avroSchemas.JobStatus) as { fields: Array<{ name: string }> };
    const older = JSON.stringify({ ...ours, fields: ours.fields.filter(({ name }) => name !== 'detail') });
    await registry('POST', `/subjects/${subject}/versions`, { schema: older });
    expect((await run(environment)).code).toBe(0);
    expect((await registry('GET', `/subjects/${subject}/versions`)).body).toEqual([1, 2]);
  });

  it('has the registry refuse an incompatible schema from then on, whoever brings it', async () => {
    await run(environment);
    const schema = JSON.stringify({
      type: 'record',
      name: 'JobStatus',
      namespace: 'io.longshore',
      fields: [{ name: 'x', type: 'int' }],
    });
    const answer = await registry('POST', `/subjects/${prefix}Job_Status-value/versions`, { schema });
    expect(answer.status).toBe(409);
  });

  it('waits for brokers and registry, says so, and gives up at its deadline', async () => {
    const away = { LONGSHORE_INITIALIZE_DEADLINE_MS: '5000' };
    const noBroker = await run({ ...environment, ...away, KAFKA_BOOTSTRAP_SERVERS: '127.0.0.1:9' });
    expect(noBroker.code).toBe(1);
    expect(noBroker.lines[0]).toContain('waiting for Kafka');
    expect(noBroker.errors).toContain('127.0.0.1:9');
    const noRegistry = await run({ ...environment, ...away, SCHEMA_REGISTRY_URL: 'http://127.0.0.1:9/api' });
    expect(noRegistry.code).toBe(1);
    expect(noRegistry.lines[0]).toContain('waiting for the schema registry');
    expect(await topics(prefix)).toEqual({});
  });

  it('stops at a setting that cannot be used', async () => {
    const refused = await run({ ...environment, LONGSHORE_TOPIC_PARTITIONS: 'many' });
    expect(refused.code).toBe(2);
    expect(refused.errors).toContain('LONGSHORE_TOPIC_PARTITIONS is "many" · accepted: a whole number from 1 to 1000');
  });

  it('says what is missing when more copies are wanted than there are brokers', async () => {
    const refused = await run({
      ...environment,
      LONGSHORE_TOPIC_REPLICATION: '7',
      LONGSHORE_INITIALIZE_DEADLINE_MS: '1000',
    });
    expect(refused.code).toBe(1);
    expect(refused.errors).toContain('fewer brokers than copies');
  });
});
