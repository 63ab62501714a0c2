import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { type Bus, createKafkaBus } from '@longshore/kafka';
import { parseProgressLine } from '@longshore/schemas';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { buildImage } from '../hosts/build-image.ts';
import { type Services, startServices } from '../stack/services.ts';

const run = promisify(execFile);
const SOCKET = '/var/run/docker.sock';
const IMAGE = 'longshore/data-generator:test';
const PARTITIONS = 3;

let services: Services;
let bus: Bus;

beforeAll(async () => {
  services = await startServices({ services: ['kafka', 'engine'] });
  bus = createKafkaBus({ bootstrapServers: services.kafkaBootstrapServers.split(','), clientId: 'test' });
  await buildImage(SOCKET, 'longshore/data-generator', 'test');
}, 300_000);

afterAll(async () => {
  await bus?.close();
  await services?.stop();
});

async function createTopic(name: string): Promise<string> {
  const admin = await bus.admin();
  await admin.ensureTopic({ name, partitions: PARTITIONS, replication: 1 });
  return name;
}

interface Run {
  exitCode: number | null;
  stdout: string;
  stderr: string;
  tookMs: number;
}

/** Starts the image as a person would; `stop` is what `docker stop` does. */
function startGenerator(
  topic: string,
  environment: Record<string, string>,
): { ended: Promise<Run>; stdout(): string; stop(): Promise<void> } {
  const name = `longshore-generator-test-${crypto.randomUUID()}`;
  const all = { KAFKA_BOOTSTRAP_SERVERS: services.containerBootstrapServers ?? '', TOPIC: topic, ...environment };
  const settings = Object.entries(all).flatMap(([variable, value]) => ['--env', `${variable}=${value}`]);
  const hardened = [
    '--cap-drop',
    'ALL',
    '--security-opt',
    'no-new-privileges',
    '--read-only',
    '--memory',
    '256m',
    '--pids-limit',
    '256',
  ];
  const startedAtMs = performance.now();
  const child = spawn('docker', ['run', '--rm', '--name', name, ...hardened, ...settings, IMAGE]);
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = once(child, 'close').then(([exitCode]) => ({
    exitCode: exitCode as number | null,
    stdout,
    stderr,
    tookMs: performance.now() - startedAtMs,
  }));
  return {
    ended,
    stdout: () => stdout,
    stop: async () => {
      await run('docker', ['stop', '--time', '10', name]);
    },
  };
}

async function readAll(topic: string): Promise<Map<string, string>> {
  const from = new Map(Array.from({ length: PARTITIONS }, (_, partition) => [partition, 0n] as const));
  const records = await bus.read({ topic, from, limit: 2_000_000, deadlineMs: 30_000 });
  return new Map(records.map(({ key, value }) => [key ?? '', value?.toString() ?? '']));
}

const lastProgress = (stdout: string) =>
  stdout
    .trim()
    .split('\n')
    .map(parseProgressLine)
    .findLast((progress) => progress !== null);

describe('the data generator’s image', () => {
  it('writes what all its tasks together were to write, each key once, and the same again with the same seed', async () => {
    const environment = { LONGSHORE_GENERATOR_COUNT: '1000', LONGSHORE_GENERATOR_SEED: '7', LONGSHORE_TASK_COUNT: '3' };
    const [first, second] = await Promise.all([createTopic('three-tasks'), createTopic('three-tasks-again')]);
    for (const topic of [first, second]) {
      const runs = await Promise.all(
        ['0', '1', '2'].map((index) => startGenerator(topic, { ...environment, LONGSHORE_TASK_INDEX: index }).ended),
      );
      expect(runs.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0]);
      expect(runs.map(({ stdout }) => lastProgress(stdout)?.done)).toEqual([334, 333, 333]);
    }
    const records = await readAll(first);
    expect(records.size).toBe(1_000);
    expect([...(await readAll(second))].sort()).toEqual([...records].sort());
  });

  it('stops on SIGTERM with what it reported written, and an exit code that says so', async () => {
    const topic = await createTopic('endless');
    const generator = startGenerator(topic, { LONGSHORE_GENERATOR_RATE: '2000' });
    await vi.waitFor(() => expect(lastProgress(generator.stdout())?.done ?? 0).toBeGreaterThan(500), {
      timeout: 20_000,
    });
    await generator.stop();
    const { exitCode, stdout, stderr } = await generator.ended;
    expect(exitCode).toBe(143);
    expect(stderr).toContain('finishing what was sent');
    expect((await readAll(topic)).size).toBe(lastProgress(stdout)?.done);
  });

  it('keeps to its rate', async () => {
    const topic = await createTopic('at-a-rate');
    const { exitCode, tookMs } = await startGenerator(topic, {
      LONGSHORE_GENERATOR_COUNT: '2000',
      LONGSHORE_GENERATOR_RATE: '1000',
    }).ended;
    expect(exitCode).toBe(0);
    expect(tookMs).toBeGreaterThan(1_900);
    expect((await readAll(topic)).size).toBe(2_000);
  });

  it('goes on where it was when the broker was away for a while', async () => {
    const topic = await createTopic('broker-away');
    const generator = startGenerator(topic, { LONGSHORE_GENERATOR_COUNT: '6000', LONGSHORE_GENERATOR_RATE: '2000' });
    await vi.waitFor(() => expect(lastProgress(generator.stdout())?.done ?? 0).toBeGreaterThan(500), {
      timeout: 20_000,
    });
    await services.stopService('kafka');
    await services.startService('kafka');
    const { exitCode, stderr } = await generator.ended;
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    expect((await readAll(topic)).size).toBe(6_000);
  }, 120_000);

  it.each([
    [
      'an unknown method',
      { LONGSHORE_GENERATOR_TEMPLATE: '{"name":"person.fulName"}' },
      2,
      'field "name": unknown method "person.fulName"; close to it: person.fullName',
    ],
    [
      'a bad count',
      { LONGSHORE_GENERATOR_COUNT: '-5' },
      2,
      'LONGSHORE_GENERATOR_COUNT: expected a whole number from 1',
    ],
    ['a topic that is missing', { TOPIC: 'no-such-topic' }, 3, 'topic "no-such-topic" does not exist'],
    [
      'Kafka that never comes',
      { KAFKA_BOOTSTRAP_SERVERS: '127.0.0.1:1', LONGSHORE_GENERATOR_KAFKA_DEADLINE_MS: '1000' },
      4,
      'gave up after 1 s',
    ],
  ])('ends with an exit code of its own and a clear word for %s', async (_what, environment, exitCode, words) => {
    const outcome = await startGenerator('any', environment).ended;
    expect(outcome).toMatchObject({ exitCode });
    expect(outcome.stderr).toContain(words);
  });
});
