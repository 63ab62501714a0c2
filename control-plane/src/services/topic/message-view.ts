import { type BusRecord, type Codec, PoisonRecordError, topicName, topicOfRecord } from '@longshore/kafka';
import type { AvroName, TopicMessage } from '@longshore/schemas';

const AVRO_NAMES = ['AgentStatus', 'JobInstruction', 'JobLogBatch', 'JobStatus'] as const satisfies readonly AvroName[];

/** The kind of record that travels on a topic; null: not one of Longshore's own. */
export function recordOnTopic(topic: string, topicPrefix: string): AvroName | null {
  return AVRO_NAMES.find((name) => topicName(topicOfRecord(name), topicPrefix) === topic) ?? null;
}

type Shown = Pick<TopicMessage, 'value' | 'decodedAs'>;

const utf8 = new TextDecoder('utf-8', { fatal: true });

function textOf(bytes: Buffer): string | null {
  try {
    return utf8.decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

function isJson(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

function shownAsText(value: Buffer): Shown {
  const text = textOf(value);
  if (text === null || text.includes('\0')) return { value: value.toString('base64'), decodedAs: 'binary' };
  return { value: text, decodedAs: isJson(text) ? 'json' : 'text' };
}

async function shown(codec: Codec, record: AvroName | null, value: Buffer | null): Promise<Shown> {
  if (value === null) return { value: null, decodedAs: 'null' };
  if (record === null) return shownAsText(value);
  try {
    const decoded = await codec.decode(record, value);
    return { value: JSON.stringify(decoded), decodedAs: 'avro' };
  } catch (error) {
    if (!(error instanceof PoisonRecordError)) throw error;
    return shownAsText(value);
  }
}

/** A record as people read it: JSON where it was Avro or JSON, text where it is text, base64 otherwise. */
export async function messageView(codec: Codec, record: BusRecord, kind: AvroName | null): Promise<TopicMessage> {
  return {
    partition: record.partition,
    offset: Number(record.offset),
    at: new Date(record.timestampMs).toISOString(),
    key: record.key,
    headers: record.headers,
    ...(await shown(codec, kind, record.value)),
    sizeBytes: record.value?.byteLength ?? 0,
  };
}
