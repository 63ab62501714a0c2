import { describe, expect, it } from 'vitest';
import type { BusRecord } from './bus.ts';
import { deadLetterRecord, readDeadLetter } from './dead-letter.ts';

const record: BusRecord = {
  topic: 'Job_Handling',
  partition: 3,
  offset: 12_345_678_901_234_567n,
  key: 'agent-1',
  value: Buffer.from([0, 255]),
  headers: { agentId: 'agent-1', topic: 'mine' },
  timestampMs: 1,
};
const why = { reason: 'POISON_NOT_AVRO', message: 'not Avro', by: 'agent-1' };

describe('a dead letter', () => {
  it('keeps key, bytes and headers of the record', () => {
    const letter = deadLetterRecord(record, why);
    expect(letter).toMatchObject({ topic: 'Job_Handling.dlq', key: 'agent-1', value: record.value });
    expect(letter.headers).toMatchObject(record.headers);
  });

  it('says why, where it stood, and who gave it up', () => {
    const letter = deadLetterRecord(record, why);
    const read = readDeadLetter({ ...record, ...letter, partition: 0, offset: 7n, headers: letter.headers ?? {} });
    expect(read).toEqual({ ...why, topic: 'Job_Handling', partition: 3, offset: record.offset });
  });

  it('is its own origin when other hands wrote it', () => {
    const strange = { ...record, headers: { 'longshore.dlq.offset': 'x', 'longshore.dlq.partition': '-1' } };
    expect(readDeadLetter(strange)).toMatchObject({
      topic: record.topic,
      partition: 3,
      offset: record.offset,
      by: 'unknown',
    });
  });
});
