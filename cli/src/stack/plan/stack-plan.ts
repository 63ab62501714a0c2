import { join } from 'node:path';
import { describeEngine } from './engine-service.ts';
import { describeBrokers } from './kafka-service.ts';
import { describePostgres } from './postgres-services.ts';
import { describePrograms, type ProgramPart } from './program-services.ts';
import { describeRegistry } from './registry-services.ts';
import type { ServiceDescription, StackPlan } from './service.ts';
import { type StackLayout, socketPath } from './stack-layout.ts';

/** Parts of the stack that can be asked for by name. What a part needs comes with it. */
export type StackPart = 'engine' | 'kafka' | 'postgres' | 'registry' | ProgramPart;

/** Describes the asked-for parts of the stack, and the parts they need, as a plan for the supervisor. */
export function describeStack(layout: StackLayout, parts: readonly StackPart[]): StackPlan {
  const wanted = withNeeds(parts);
  const services: ServiceDescription[] = [];
  if (wanted.has('engine') && layout.engine?.kind === 'ours')
    services.push(describeEngine(layout.repositoryRoot, layout.stateDirectory, layout.engine));
  if (wanted.has('postgres')) services.push(...describePostgres(layout));
  if (wanted.has('kafka')) services.push(...describeBrokers(layout).map(({ service }) => service));
  if (wanted.has('registry')) services.push(...describeRegistry(layout));
  services.push(...describePrograms(layout, wanted));
  const names = new Set(services.map(({ name }) => name));
  return {
    stateDirectory: layout.stateDirectory,
    logDirectory: join(layout.stateDirectory, 'logs'),
    socketPath: socketPath(layout.stateDirectory),
    logRotation: { maxBytes: 10_000_000, keep: 3 },
    // An engine that was there before is nobody's to start, so nothing waits for it.
    services: services.map((service) => ({
      ...service,
      dependsOn: service.dependsOn.filter((name) => names.has(name)),
    })),
    disposable: false,
    facts: {
      brokers: String(layout.brokers),
      engine: layout.engine === undefined ? 'none' : `${layout.engine.kind} at ${layout.engine.socketPath}`,
    },
  };
}

const needs: Readonly<Record<StackPart, readonly StackPart[]>> = {
  engine: [],
  kafka: [],
  postgres: [],
  registry: ['postgres'],
  client: [],
  build: ['client'],
  topics: ['kafka', 'registry'],
  migrations: ['postgres'],
  images: ['engine'],
  dispatcher: ['client', 'topics', 'migrations'],
  web: ['build', 'topics', 'migrations'],
  agent: ['topics', 'engine', 'images'],
};

function withNeeds(parts: readonly StackPart[]): Set<StackPart> {
  const wanted = new Set<StackPart>();
  const add = (part: StackPart): void => {
    if (wanted.has(part)) return;
    wanted.add(part);
    for (const need of needs[part]) add(need);
  };
  for (const part of parts) add(part);
  return wanted;
}
