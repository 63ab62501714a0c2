import type { TopicAdmin } from './bus.ts';
import { type TopicDefinition, topicCatalogue } from './catalogue.ts';
import { BusError } from './errors.ts';
import { registerSchemas } from './register-schemas.ts';
import type { RegistryHttp } from './registry-http.ts';

export interface InitializeOptions {
  admin: TopicAdmin;
  registry: RegistryHttp;
  topicPrefix: string;
  partitions: number;
  replication: number;
  /** How long brokers and registry may take to come up, in milliseconds. */
  deadlineMs: number;
  /** Told each thing done, as a line. */
  say: (line: string) => void;
}

/** Tries again while the failure may pass and the deadline has not. */
async function patiently<Value>(what: string, options: InitializeOptions, work: () => Promise<Value>): Promise<Value> {
  const endMs = performance.now() + options.deadlineMs;
  for (let told = ''; ; ) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof BusError) || !error.retryable || performance.now() > endMs) throw error;
      if (told !== error.message) options.say(`${what}: waiting · ${error.message}`);
      told = error.message;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

async function ensure(topic: TopicDefinition, options: InitializeOptions): Promise<void> {
  const outcome = await patiently(`topic ${topic.name}`, options, () => options.admin.ensureTopic(topic));
  if (outcome !== 'unchanged') {
    options.say(`topic ${topic.name}: ${outcome}, ${topic.partitions} partitions, ${topic.replication} copies`);
    return;
  }
  const [description] = await options.admin.describeTopics([topic.name]);
  const partitions = description?.partitions.length ?? topic.partitions;
  const kept =
    partitions > topic.partitions ? ` (${topic.partitions} are configured; partitions are never taken away)` : '';
  options.say(`topic ${topic.name}: unchanged, ${partitions} partitions${kept}`);
}

/**
 * Brings topics and schemas of the management topics to what this version needs. Run again it changes nothing. Schemas
 * go first: an incompatible one stops it before anything else is touched.
 *
 * @throws IncompatibleSchemaError, or the `BusError` that did not pass within the deadline
 */
export async function initialize(options: InitializeOptions): Promise<void> {
  const subjects = await patiently('schemas', options, () => registerSchemas(options.registry, options.topicPrefix));
  for (const { subject, id, outcome } of subjects) options.say(`schema ${subject}: ${outcome}, id ${id}`);
  for (const topic of topicCatalogue(options)) await ensure(topic, options);
}
