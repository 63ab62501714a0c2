import { type AvroName, avroSchemas } from '@longshore/schemas';
import { subjectOfRecord } from './catalogue.ts';
import { BusError } from './errors.ts';
import type { RegistryAnswer, RegistryHttp } from './registry-http.ts';

/** A new schema could not read what the old one wrote: rolling it out would turn records in the topics into poison. */
export class IncompatibleSchemaError extends BusError {
  constructor(subject: string, registryWords: string) {
    super(`The schema of this version cannot read records that are already written: ${registryWords}`, {
      code: 'INCOMPATIBLE_SCHEMA',
      retryable: false,
      where: `subject ${subject}`,
      advice: 'Give each new field a default, and do not take away or retype one. Nothing was changed.',
    });
    this.name = 'IncompatibleSchemaError';
  }
}

/** The registry's number for a subject that it does not hold yet. */
const subjectNotFound = 40401;
const subjectPath = (subject: string) => `/subjects/${encodeURIComponent(subject)}`;

function refused(subject: string, answer: RegistryAnswer): BusError {
  return new BusError(`The schema registry refused: ${answer.message} (${answer.errorCode})`, {
    code: 'SCHEMA_REFUSED',
    retryable: false,
    where: `subject ${subject}`,
    advice: 'Compare the schemas in schemas/avro with what the registry holds.',
  });
}

/** What happened to a subject. */
export interface RegisteredSubject {
  subject: string;
  id: number;
  outcome: 'registered' | 'unchanged';
}

async function assertCompatible(http: RegistryHttp, subject: string, schema: string): Promise<void> {
  const path = `/compatibility${subjectPath(subject)}/versions/latest?verbose=true`;
  const answer = await http.request('POST', path, { schema, schemaType: 'AVRO' });
  if (answer.errorCode === subjectNotFound) return;
  if (answer.errorCode !== null) throw refused(subject, answer);
  const { is_compatible: compatible, messages } = answer.body as { is_compatible: boolean; messages?: string[] };
  if (!compatible) throw new IncompatibleSchemaError(subject, messages?.join('; ') || 'no reason was given');
}

async function register(http: RegistryHttp, subject: string, schema: string): Promise<RegisteredSubject> {
  const known = await http.request('POST', subjectPath(subject), { schema, schemaType: 'AVRO' });
  if (known.errorCode === null) return { subject, id: (known.body as { id: number }).id, outcome: 'unchanged' };
  const answer = await http.request('POST', `${subjectPath(subject)}/versions`, { schema, schemaType: 'AVRO' });
  if (answer.errorCode !== null) {
    if (answer.status === 409) throw new IncompatibleSchemaError(subject, answer.message);
    throw refused(subject, answer);
  }
  return { subject, id: (answer.body as { id: number }).id, outcome: 'registered' };
}

/**
 * Registers the schemas of the management topics, with BACKWARD compatibility from then on. All of them are checked
 * before the first is registered, so that a refusal leaves the registry as it was.
 *
 * @throws IncompatibleSchemaError naming the subject and what does not fit
 * @throws RegistryUnreachableError (retryable)
 */
export async function registerSchemas(
  http: RegistryHttp,
  topicPrefix: string,
  schemas: Readonly<Record<string, string>> = avroSchemas,
): Promise<RegisteredSubject[]> {
  const subjects = Object.entries(schemas).map(([name, schema]) => ({
    subject: subjectOfRecord(name as AvroName, topicPrefix),
    schema,
  }));
  // The rule comes first: a registry's default may be to take anything.
  for (const { subject } of subjects) {
    const answer = await http.request('PUT', `/config/${encodeURIComponent(subject)}`, { compatibility: 'BACKWARD' });
    if (answer.errorCode !== null && answer.errorCode !== subjectNotFound) throw refused(subject, answer);
  }
  for (const { subject, schema } of subjects) await assertCompatible(http, subject, schema);
  const registered: RegisteredSubject[] = [];
  for (const { subject, schema } of subjects) registered.push(await register(http, subject, schema));
  return registered;
}
