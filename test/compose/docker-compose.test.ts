import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

interface Service {
  image: string;
  restart?: string;
  profiles?: string[];
  healthcheck?: { test: string[]; interval: string; timeout: string; retries: number };
  ports?: string[];
  volumes?: string[];
  networks?: string[];
  environment?: Record<string, string>;
  depends_on?: Record<string, { condition: string }>;
  stop_signal?: string;
  stop_grace_period?: string;
  privileged?: boolean;
  cap_add?: string[];
  security_opt?: string[];
}

const root = join(import.meta.dirname, '../..');
const file = parse(readFileSync(join(root, 'docker-compose.yml'), 'utf8'), { merge: true }) as {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
  networks: Record<string, unknown>;
};
const services = Object.entries(file.services);
/** Services that end by themselves: others wait until they have, so they need no health check. */
const oneShots = new Set(
  services.flatMap(([, { depends_on = {} }]) =>
    Object.entries(depends_on)
      .filter(([, { condition }]) => condition === 'service_completed_successfully')
      .map(([name]) => name),
  ),
);
/** Services that `up` does not start: somebody runs them once. */
const byHand = services.filter(([, { profiles = [] }]) => profiles.length > 0).map(([name]) => name);
const lasting = services.filter(([name]) => !oneShots.has(name) && !byHand.includes(name));

describe('docker-compose.yml', () => {
  it('is valid by the compose specification’s own schema', () => {
    const schema = JSON.parse(readFileSync(join(import.meta.dirname, 'compose-spec.schema.json'), 'utf8')) as object;
    const ajv = new Ajv({ strict: false, allErrors: true });
    addFormats.default(ajv);
    const validate = ajv.compile({ ...schema, $schema: 'http://json-schema.org/draft-07/schema#' });
    expect(validate(file), JSON.stringify(validate.errors, null, 2)).toBe(true);
    expect(validate({ services: { broken: { image: 1 } } })).toBe(false);
  });

  it('has the parts of the system', () => {
    expect(services.map(([name]) => name).sort()).toEqual(
      [
        'agent',
        'dispatcher',
        'first-admin',
        'grafana',
        'kafka-1',
        'kafka-2',
        'kafka-3',
        'kafka-ui',
        'migrations',
        'postgres',
        'prometheus',
        'registry',
        'topics',
        'web',
      ].sort(),
    );
  });

  it.each(lasting)('checks the health of %s', (_name, service) => {
    expect(service.healthcheck?.test[0]).toMatch(/^CMD(-SHELL)?$/);
    expect(service.healthcheck?.interval).toMatch(/^\d+s$/);
    expect(service.healthcheck?.retries).toBeGreaterThan(0);
  });

  it.each(lasting)(
    'stops %s by a signal it knows, with time to finish, and starts it again when it dies',
    (_name, service) => {
      expect(service.stop_signal).toMatch(/^SIG(TERM|INT)$/);
      expect(Number.parseInt(service.stop_grace_period ?? '0', 10)).toBeGreaterThanOrEqual(15);
      expect(service.restart).toBe('unless-stopped');
    },
  );

  it.each(services)('takes the image of %s from a variable with a default of a set version', (_name, service) => {
    const match = /^\$\{(LONGSHORE_[A-Z_]+_IMAGE):-([^}]+)\}$/.exec(service.image);
    expect(match, service.image).not.toBeNull();
    expect(match?.[2]).toMatch(/:[\w.-]+$/);
    expect(match?.[2]).not.toMatch(/:latest$/);
  });

  it.each(services)('publishes ports of %s on the loopback address only, each settable', (_name, service) => {
    for (const port of service.ports ?? []) {
      expect(port).toMatch(/^127\.0\.0\.1:\$\{LONGSHORE_[A-Z0-9_]+_PORT:-\d+\}:\d+$/);
    }
  });

  it('publishes no port twice, and those of the design', () => {
    const published = services.flatMap(([, { ports = [] }]) =>
      ports.map((port) => Number(/:-(\d+)\}/.exec(port)?.[1])),
    );
    expect(published.sort((one, other) => one - other)).toEqual([
      3000, 3001, 3002, 3030, 5433, 8080, 8081, 9090, 9092, 9094, 9096,
    ]);
  });

  it.each(services)('gives %s no privileges', (_name, service) => {
    expect(service.privileged ?? false).toBe(false);
    expect(service.cap_add ?? []).toEqual([]);
    expect(service.security_opt).toContain('no-new-privileges:true');
  });

  it('keeps what must last in named volumes, one for each store', () => {
    const kept = services.flatMap(([, { volumes = [] }]) => volumes.map((volume) => volume.split(':')[0] ?? ''));
    const named = kept.filter((source) => /^[a-z]/.test(source));
    expect(new Set(named).size).toBe(named.length);
    expect(named.sort()).toEqual(Object.keys(file.volumes).sort());
    for (const store of ['kafka-1', 'kafka-2', 'kafka-3', 'postgres']) expect(named).toContain(store);
  });

  it('mounts the engine’s socket into the agent and nowhere else', () => {
    const withSocket = services.filter(([, { volumes = [] }]) =>
      volumes.some((volume) => volume.includes('docker.sock')),
    );
    expect(withSocket.map(([name]) => name)).toEqual(['agent']);
  });

  it('waits for what it needs: for health, or for the end of one that ends', () => {
    for (const [name, { depends_on = {} }] of services) {
      for (const [needed, { condition }] of Object.entries(depends_on)) {
        expect(file.services[needed], `${name} waits for ${needed}`).toBeDefined();
        expect(condition).toBe(oneShots.has(needed) ? 'service_completed_successfully' : 'service_healthy');
      }
    }
    expect([...oneShots].sort()).toEqual(['migrations', 'topics']);
  });

  it('makes the first administrator only when somebody says so, in a terminal and not by itself again', () => {
    expect(byHand).toEqual(['first-admin']);
    expect(file.services['first-admin']).toMatchObject({ profiles: ['first-admin'], restart: 'no' });
    for (const [name, { depends_on = {} }] of services) {
      expect(Object.keys(depends_on), `${name} waits for what nobody starts`).not.toContain('first-admin');
    }
  });

  it('gives the owner key to the web program alone, and has none unless it is given one', () => {
    const holders = services.filter(([, { environment = {} }]) => 'LONGSHORE_OWNER_KEY' in environment);
    expect(holders.map(([name]) => name)).toEqual(['web']);
    expect(file.services.web?.environment?.LONGSHORE_OWNER_KEY).toMatch(/^\$\{LONGSHORE_OWNER_KEY:-\}$/);
  });

  it('lets jobs’ containers reach brokers, registry and the API, and no store of the control plane', () => {
    const reachable = services.filter(([, { networks = [] }]) => networks.includes('workloads')).map(([name]) => name);
    expect(reachable.sort()).toEqual(['kafka-1', 'kafka-2', 'kafka-3', 'registry', 'web']);
    const { LONGSHORE_WORKLOAD_NETWORK: network } = file.services.agent?.environment ?? {};
    expect((file.networks.workloads as { name: string }).name).toBe(network);
  });
});
