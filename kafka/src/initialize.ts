import { type AvroName, avroSchemas } from '@longshore/schemas';
import type { TopicAdmin } from './bus.ts';
import { subjectOfRecord, type TopicDefinition, topicCatalogue } from './catalogue.ts';
import { BusError } from './errors.ts';
import { RegistryChangeRefused, type RegistrySubjects } from './registry-subjects.ts';
import { schemaDifferences } from './schema-differences.ts';

/** What the initializer works on, and how it speaks. */
export interface InitializeTask {
  admin: TopicAdmin;
  registry: RegistrySubjects;
  topicPrefix: string;
  partitions: number;
  replication: number;
  /** Longest wait for brokers and registry, in milliseconds. */
  deadlineMs: number;
  /** Told one line for each thing done or waited for. */
  say: (line: string) => void;
  /** @default the schemas of this version; tests give others */
  schemas?: Readonly<Record<AvroName, string>>;
}

/** A schema by which records that are already written could not be read. */
export class IncompatibleSchemaError extends BusError {
  constructor(subject: string, differences: readonly string[]) {
    super(`The new schema of ${subject} cannot read what was written with the old one: ${differences.join('; ')}`, {
      code: 'INCOMPATIBLE_SCHEMA',
      retryable: false,
      where: `subject ${subject}`,
      advice:
        'Give new fields a default, keep the types of old ones, and give an enum that loses symbols a default symbol; nothing was changed.',
    });
    this.name = 'IncompatibleSchemaError';
  }
}

const pollMs = 500;
const progressEveryMs = 5_000;

/** Tries `work` until it succeeds, fails for good, or the deadline passes; says what it waits for. */
async function untilAnswered<Value>(
  { deadlineMs, say }: Pick<InitializeTask, 'deadlineMs' | 'say'>,
  what: string,
  work: () => Promise<Value>,
): Promise<Value> {
  const beganMs = performance.now();
  let saidMs = Number.NEGATIVE_INFINITY;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      const nowMs = performance.now();
      if (!(error instanceof BusError && error.retryable) || nowMs - beganMs > deadlineMs) throw error;
      if (nowMs - saidMs >= progressEveryMs) {
        saidMs = nowMs;
        say(`waiting for ${what} (${Math.round((nowMs - beganMs) / 1000)} s): ${error.message}`);
      }
      await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
  }
}

interface SubjectPlan {
  subject: string;
  schema: string;
  registered: boolean;
  backward: boolean;
}

/** Looks at one subject and refuses what would make written records unreadable. Changes nothing. */
async function planSubject(registry: RegistrySubjects, subject: string, schema: string): Promise<SubjectPlan> {
  const backward = (await registry.compatibility(subject)) === 'BACKWARD';
  if (await registry.holds(subject, schema)) return { subject, schema, registered: true, backward };
  const latest = await registry.latest(subject);
  if (latest !== null) {
    // The registry checks by the level that the subject has now, which may still be NONE: so this is checked here too.
    const differences = schemaDifferences(schema, latest);
    if (differences.length > 0) throw new IncompatibleSchemaError(subject, differences);
    if (!(await registry.accepts(subject, schema))) {
      throw new IncompatibleSchemaError(subject, ['the registry refuses it by the level set for the subject']);
    }
  }
  return { subject, schema, registered: false, backward };
}

/** The registry refuses to set a rule that another initializer is setting in the same moment: what counts is the outcome. */
async function setBackward(registry: RegistrySubjects, subject: string): Promise<void> {
  try {
    await registry.setCompatibility(subject, 'BACKWARD');
  } catch (error) {
    if (!(error instanceof RegistryChangeRefused) || (await registry.compatibility(subject)) !== 'BACKWARD')
      throw error;
  }
}

async function applySubject(registry: RegistrySubjects, plan: SubjectPlan, say: (line: string) => void): Promise<void> {
  if (!plan.registered) {
    const id = await registry.register(plan.subject, plan.schema);
    say(`${plan.subject}: schema registered with id ${id}`);
  }
  if (!plan.backward) {
    await setBackward(registry, plan.subject);
    say(`${plan.subject}: compatibility set to BACKWARD`);
  }
  if (plan.registered && plan.backward) say(`${plan.subject}: unchanged`);
}

/** @returns what was done, in words */
async function applyTopic(admin: TopicAdmin, topic: TopicDefinition): Promise<string> {
  const done = await admin.ensureTopic(topic);
  const plural = (count: number) => `${count} partition${count === 1 ? '' : 's'}`;
  if (done === 'created') return `${topic.name}: created with ${plural(topic.partitions)}`;
  if (done === 'extended') return `${topic.name}: extended to ${plural(topic.partitions)}`;
  const [described] = await admin.describeTopics([topic.name]);
  const has = described?.partitions.length ?? topic.partitions;
  return has > topic.partitions
    ? `${topic.name}: keeps its ${plural(has)}, though ${topic.partitions} are configured: partitions cannot be taken away`
    : `${topic.name}: unchanged`;
}

/**
 * Makes topics and schemas what the catalogue says. May be run any number of times, also at once. All schemas are
 * checked before anything is changed.
 *
 * @throws IncompatibleSchemaError when a schema could not read records already written
 * @throws BusError (retryable) when brokers or registry were not there by the deadline
 */
export async function initialize(task: InitializeTask): Promise<void> {
  const { admin, registry, topicPrefix, say, schemas = avroSchemas } = task;
  await untilAnswered(task, 'Kafka', () => admin.listTopics());
  await untilAnswered(task, 'the schema registry', () => registry.ping());
  const plans = await untilAnswered(task, 'the schema registry', () =>
    Promise.all(
      (Object.keys(schemas) as AvroName[]).map((record) =>
        planSubject(registry, subjectOfRecord(record, topicPrefix), schemas[record]),
      ),
    ),
  );
  for (const topic of topicCatalogue(task)) {
    say(await untilAnswered(task, `topic ${topic.name}`, () => applyTopic(admin, topic)));
  }
  for (const plan of plans) {
    await untilAnswered(task, 'the schema registry', () => applySubject(registry, plan, say));
  }
}
