import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { createCodec, createKafkaBus } from '@longshore/kafka';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { buildImage } from '../hosts/build-image.ts';
import { runProgram } from '../setup/run-program.ts';
import { type Services, startServices } from '../stack/services.ts';
import { type KitchenSurroundings, KitchenUnderTest } from './kitchen-under-test.ts';

const run = promisify(execFile);
const SOCKET = '/var/run/docker.sock';

/** As an agent runs it: with nothing that it does not need, and with what a kitchen reserves. */
const HARDENED = [
  ...['--init', '--cap-drop', 'ALL', '--security-opt', 'no-new-privileges', '--read-only'],
  ...['--memory', '128m', '--cpus', '0.2', '--pids-limit', '256'],
];

describe('the image of kitchens', () => {
  let services: Services;
  let surroundings: KitchenSurroundings;

  beforeAll(async () => {
    services = await startServices({ services: ['kafka', 'registry', 'engine'], containers: true });
    const { kafkaBootstrapServers, schemaRegistryUrl } = services;
    await runProgram('kafka/src/initialize-main.ts', {
      KAFKA_BOOTSTRAP_SERVERS: kafkaBootstrapServers,
      SCHEMA_REGISTRY_URL: schemaRegistryUrl,
    });
    const bus = createKafkaBus({ bootstrapServers: kafkaBootstrapServers.split(','), clientId: 'test' });
    const codec = createCodec({ registryUrl: schemaRegistryUrl });
    surroundings = { bus, codec, topicPrefix: '', kafkaBootstrapServers, schemaRegistryUrl };
    await buildImage(SOCKET, 'longshore/kitchen-node', 'test');
  }, 300_000);
  afterAll(async () => {
    await surroundings?.bus.close();
    await services?.stop();
  });

  /** Starts a container, and gives who plays its balancer. */
  async function open(id: string): Promise<{ name: string; kitchen: KitchenUnderTest }> {
    const name = `longshore-kitchen-test-${crypto.randomUUID()}`;
    const environment = {
      KITCHEN_ID: id,
      KITCHEN_LATITUDE: '60.17',
      KITCHEN_LONGITUDE: '24.94',
      KAFKA_BOOTSTRAP_SERVERS: services.containerBootstrapServers ?? '',
      SCHEMA_REGISTRY_URL: services.containerRegistryUrl ?? '',
    };
    const settings = Object.entries(environment).flatMap(([variable, value]) => ['--env', `${variable}=${value}`]);
    await run('docker', ['run', '--detach', '--name', name, ...HARDENED, ...settings, 'longshore/kitchen-node:test']);
    return { name, kitchen: new KitchenUnderTest(surroundings, id) };
  }

  async function exitCodeOf(name: string): Promise<string> {
    const { stdout } = await run('docker', ['wait', name]);
    await run('docker', ['rm', name]);
    return stdout.trim();
  }

  it('registers, cooks, and closes when it is stopped', async () => {
    const { name, kitchen } = await open('quay');
    const status = await kitchen.registered();
    await kitchen.tell(status, [{ type: 'Cook', orderId: 'a', epoch: 1, dish: 'soup', priority: 0, cookMs: 100 }]);
    await vi.waitFor(async () => expect(await kitchen.said()).toEqual(['a COOKING', 'a READY']), 20_000);
    await run('docker', ['stop', '--time', '10', name]);
    expect(await exitCodeOf(name)).toBe('0');
    expect((await kitchen.statuses()).at(-1)).toMatchObject({ closing: true, cooked: 1 });
  });

  it('ends as if it were killed when it is to crash', async () => {
    const { name, kitchen } = await open('harbour');
    const status = await kitchen.registered();
    await kitchen.tell(status, [{ type: 'BeUpset', upset: 'CRASH', durationMs: 0 }]);
    expect(await exitCodeOf(name)).toBe('137');
  });
});
