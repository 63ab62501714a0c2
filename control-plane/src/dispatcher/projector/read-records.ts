import { type BusRecord, type Codec, PoisonRecordError, type RecordBatch } from '@longshore/kafka';
import type { AvroName, AvroRecords } from '@longshore/schemas';

/** A record that can never be read. */
export interface PoisonedRecord {
  record: BusRecord;
  reason: string;
}

export interface ReadRecords<Name extends AvroName> {
  values: AvroRecords[Name][];
  poisoned: PoisonedRecord[];
}

/**
 * Decodes a batch. What can never be read is set aside; anything else that goes wrong (a registry that is away) is
 * thrown, so that the batch comes again.
 */
export async function readRecords<Name extends AvroName>(
  codec: Codec,
  name: Name,
  batch: RecordBatch,
): Promise<ReadRecords<Name>> {
  const values: AvroRecords[Name][] = [];
  const poisoned: PoisonedRecord[] = [];
  for (const record of batch.records) {
    if (record.value === null) {
      poisoned.push({ record, reason: 'the record has no value' });
      continue;
    }
    try {
      values.push(await codec.decode(name, record.value));
    } catch (error) {
      if (!(error instanceof PoisonRecordError)) throw error;
      poisoned.push({ record, reason: error.message });
    }
  }
  return { values, poisoned };
}
