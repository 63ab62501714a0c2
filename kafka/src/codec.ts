import { SchemaRegistry, SchemaType } from '@kafkajs/confluent-schema-registry';
import { type AvroName, type AvroRecords, avroSchemas } from '@longshore/schemas';
import avro from 'avsc';
import { assertWellFormed } from './avro-bytes.ts';
import { subjectOfRecord } from './catalogue.ts';
import { PoisonRecordError, RegistryUnreachableError, SchemaNotRegisteredError } from './errors.ts';
import { readerFor } from './reader-for.ts';
import { recordUnionTranslation, type UnionTranslation } from './record-unions.ts';
import { createRegistryHttp, type RegistryHttp } from './registry-http.ts';
import { RegistryRefusal, registryTransport } from './registry-transport.ts';

export interface CodecOptions {
  /** The registry's Confluent API, its path included. */
  registryUrl: string;
  /** Goes before the topics' names, and so before the subjects'. */
  topicPrefix?: string;
  /** Longest wait for one answer of the registry. @default 3000 */
  deadlineMs?: number;
}

/**
 * Turns records into Confluent-framed Avro (a zero byte, the schema's id, the value) and back. Needs no registry to
 * be made: the first record of each kind asks for an id, which is kept from then on.
 */
export interface Codec {
  /**
   * @throws RegistryUnreachableError (retryable) when the schema's id could not be learnt
   * @throws SchemaNotRegisteredError (retryable) when the registry does not hold this schema
   * @throws TypeError when the value does not fit its schema, naming the fields
   */
  encode<Name extends AvroName>(name: Name, value: AvroRecords[Name]): Promise<Buffer>;
  /**
   * Reads a record as this program's schema has it, whatever version wrote it: missing fields get their defaults,
   * unknown ones are dropped, unknown enum symbols become the enum's default.
   * @throws PoisonRecordError when the bytes can never be read as `name`
   * @throws RegistryUnreachableError (retryable) when the writer's schema could not be learnt
   */
  decode<Name extends AvroName>(name: Name, buffer: Buffer): Promise<AvroRecords[Name]>;
}

/** How one kind of record is read and written. */
interface RecordKind {
  type: avro.Type;
  unions: UnionTranslation | null;
  /** The id under which the registry holds our schema; forgotten when it could not be learnt. */
  id: Promise<number> | null;
  /** By the writer's schema id. A resolver of null: the writer's schema is ours, or reads the same. */
  resolvers: Map<number, { writer: avro.Type; reader: avro.Type; resolver: unknown }>;
}

const magicByte = 0;
const headerBytes = 5;

/** The registry's own numbers for a subject, a version or a schema that it does not hold. */
const notFoundCodes = new Set([40401, 40402, 40403]);

function newKind(name: AvroName): RecordKind {
  const type = avro.Type.forSchema(JSON.parse(avroSchemas[name]) as avro.Schema);
  return { type, unions: recordUnionTranslation(type), id: null, resolvers: new Map() };
}

/** Where in `value` it does not fit, for the one who wrote the code that made it. */
function misfits(type: avro.Type, value: unknown): string {
  const paths: string[] = [];
  type.isValid(value, { errorHook: (path: string[]) => paths.push(path.join('.')) });
  return paths.join(', ');
}

function payloadOf(name: AvroName, type: avro.Type, value: unknown): Buffer {
  try {
    return type.toBuffer(value);
  } catch (error) {
    throw new TypeError(`not a valid ${name}: ${misfits(type, value)}`, { cause: error });
  }
}

function frame(id: number, payload: Buffer): Buffer {
  const header = Buffer.alloc(headerBytes);
  header.writeUInt8(magicByte, 0);
  header.writeInt32BE(id, 1);
  return Buffer.concat([header, payload]);
}

/** Makes a codec for the management topics' records. No connection is made until the first record. */
export function createCodec(options: CodecOptions): Codec {
  const http: RegistryHttp = createRegistryHttp({ url: options.registryUrl, deadlineMs: options.deadlineMs ?? 3000 });
  const registry = new SchemaRegistry({ host: http.url, middlewares: [registryTransport(http)] });
  const kinds = new Map<AvroName, RecordKind>();

  function kindOf(name: AvroName): RecordKind {
    const known = kinds.get(name);
    if (known !== undefined) return known;
    const kind = newKind(name);
    kinds.set(name, kind);
    return kind;
  }

  async function askForId(name: AvroName): Promise<number> {
    const subject = subjectOfRecord(name, options.topicPrefix);
    try {
      return await registry.getRegistryIdBySchema(subject, { type: SchemaType.AVRO, schema: avroSchemas[name] });
    } catch (error) {
      if (error instanceof RegistryRefusal && notFoundCodes.has(error.errorCode)) {
        throw new SchemaNotRegisteredError(name, subject, error);
      }
      if (error instanceof RegistryRefusal) {
        throw new RegistryUnreachableError(
          `The schema registry refused: ${error.message}`,
          `subject ${subject}`,
          error,
        );
      }
      throw error;
    }
  }

  /** One question at a time for each kind; an answer is kept, a failure is not. */
  function idOf(name: AvroName, kind: RecordKind): Promise<number> {
    if (kind.id !== null) return kind.id;
    const asking = askForId(name).catch((error: unknown) => {
      kind.id = null;
      throw error;
    });
    kind.id = asking;
    return asking;
  }

  async function writerSchema(name: AvroName, id: number): Promise<avro.Type> {
    const where = `schema id ${id}, reading ${name}`;
    try {
      const schema: unknown = await registry.getSchema(id);
      if (avro.Type.isType(schema)) return schema as avro.Type;
      throw new PoisonRecordError('The record was not written with an Avro schema', 'WRONG_SCHEMA', where);
    } catch (error) {
      if (error instanceof PoisonRecordError || error instanceof RegistryUnreachableError) throw error;
      if (error instanceof RegistryRefusal && notFoundCodes.has(error.errorCode)) {
        throw new PoisonRecordError('The registry knows no such schema id', 'UNKNOWN_SCHEMA_ID', where, error);
      }
      if (error instanceof RegistryRefusal) {
        throw new RegistryUnreachableError(`The schema registry refused: ${error.message}`, where, error);
      }
      // What is left is a schema of a kind that the registry's client cannot parse.
      throw new PoisonRecordError('The record’s schema cannot be read as Avro', 'WRONG_SCHEMA', where, error);
    }
  }

  async function resolverOf(name: AvroName, kind: RecordKind, id: number) {
    const known = kind.resolvers.get(id);
    if (known !== undefined) return known;
    const writer = await writerSchema(name, id);
    try {
      const other = kind.type.equals(writer) ? null : readerFor(avroSchemas[name], writer);
      const entry = { writer, reader: other?.type ?? kind.type, resolver: other?.resolver ?? null };
      kind.resolvers.set(id, entry);
      return entry;
    } catch (error) {
      throw new PoisonRecordError(
        `A record written as ${writer.name ?? writer.typeName} cannot be read as ${name}`,
        'WRONG_SCHEMA',
        `schema id ${id}`,
        error,
      );
    }
  }

  return {
    async encode(name, value) {
      const kind = kindOf(name);
      const inAvro = kind.unions === null ? value : kind.unions.toAvro(value);
      const payload = payloadOf(name, kind.type, inAvro);
      return frame(await idOf(name, kind), payload);
    },

    async decode<Name extends AvroName>(name: Name, buffer: Buffer): Promise<AvroRecords[Name]> {
      if (buffer.length <= headerBytes || buffer[0] !== magicByte) {
        throw new PoisonRecordError(
          'The record is not Avro in the registry’s framing',
          'NOT_AVRO',
          `reading ${name}, ${buffer.length} bytes`,
        );
      }
      const id = buffer.readInt32BE(1);
      const kind = kindOf(name);
      const { writer, reader, resolver } = await resolverOf(name, kind, id);
      const payload = buffer.subarray(headerBytes);
      try {
        assertWellFormed(writer, payload);
        const read: unknown = resolver === null ? reader.fromBuffer(payload) : reader.fromBuffer(payload, resolver);
        return (kind.unions === null ? read : kind.unions.fromAvro(read)) as AvroRecords[Name];
      } catch (error) {
        throw new PoisonRecordError(
          `The record’s bytes are no ${name}: ${error instanceof Error ? error.message : String(error)}`,
          'UNDECODABLE',
          `schema id ${id}`,
          error,
        );
      }
    },
  };
}
