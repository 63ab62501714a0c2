import type { TestProject } from 'vitest/node';
import { type Services, startServices } from '../stack/services.ts';
import { type BundledPrograms, bundlePrograms } from './bundle-programs.ts';

/** What a test against real services is told: `inject('services')`. */
export interface ServiceAddresses {
  kafkaBootstrapServers: string;
  schemaRegistryUrl: string;
  /** Its user may create databases; each test file makes one of its own (`claimTestSpace`). */
  databaseUrl: string;
  /** The same services, as containers of this machine's engine reach them. */
  containerBootstrapServers: string;
  containerRegistryUrl: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    services: ServiceAddresses;
    /** Files of programs as their images have them: `inject('programs')`. */
    programs: BundledPrograms['files'];
  }
}

/** The integration, browser and fault projects of one run share one set of services: counted, stopped by the last. */
interface Shared {
  users: number;
  starting: Promise<{ services: Services; programs: BundledPrograms }>;
}

const held = globalThis as { longshoreTestServices?: Shared };

/** Starts Kafka, the registry and PostgreSQL once for a run of tests, and stops them after the last project. */
export default async function setUpRealServices(project: TestProject): Promise<() => Promise<void>> {
  held.longshoreTestServices ??= {
    users: 0,
    starting: startAll(),
  };
  const shared = held.longshoreTestServices;
  shared.users += 1;
  const { services, programs } = await shared.starting;
  project.provide('services', addressesOf(services));
  project.provide('programs', programs.files);
  return async () => {
    shared.users -= 1;
    if (shared.users > 0) return;
    delete held.longshoreTestServices;
    await programs[Symbol.asyncDispose]();
    await services.stop();
  };
}

async function startAll(): Promise<{ services: Services; programs: BundledPrograms }> {
  const [services, programs] = await Promise.all([
    startServices({ services: ['kafka', 'registry', 'postgres', 'client'], containers: true }),
    bundlePrograms(),
  ]);
  return { services, programs };
}

function addressesOf(services: Services): ServiceAddresses {
  const { kafkaBootstrapServers, schemaRegistryUrl, databaseUrl, containerBootstrapServers, containerRegistryUrl } =
    services;
  if (containerBootstrapServers === undefined || containerRegistryUrl === undefined) {
    throw new Error('The services were started without a way in for containers');
  }
  return {
    kafkaBootstrapServers,
    schemaRegistryUrl,
    databaseUrl,
    containerBootstrapServers,
    containerRegistryUrl,
  };
}
