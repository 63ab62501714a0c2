import { avroSchemas } from '@longshore/schemas';
import avro from 'avsc';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertWellFormed, MalformedAvroError } from './avro-bytes.ts';

const types = Object.values(avroSchemas).map((schema) => avro.Type.forSchema(JSON.parse(schema) as avro.Schema));

/** Whether the walk takes these bytes for a value of the type; any other error than its own is a mistake of ours. */
function isWellFormed(type: avro.Type, bytes: Buffer): boolean {
  try {
    assertWellFormed(type, bytes);
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(MalformedAvroError);
    return false;
  }
}

describe('the check of Avro bytes', () => {
  it('takes every value that avsc wrote', () => {
    for (const type of types) {
      for (let count = 0; count < 100; count += 1) expect(isWellFormed(type, type.toBuffer(type.random()))).toBe(true);
    }
  });

  it('refuses every value that was cut short or has bytes left over', () => {
    for (const type of types) {
      const bytes = type.toBuffer(type.random());
      for (let length = 0; length < Math.min(bytes.length, 200); length += 1) {
        expect(isWellFormed(type, bytes.subarray(0, length))).toBe(false);
      }
      expect(isWellFormed(type, Buffer.concat([bytes, Buffer.alloc(1)]))).toBe(false);
    }
  });

  it('judges any bytes quickly, and what it takes avsc can read', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(types.length - 1), (bytes, index) => {
        const type = types[index];
        if (type === undefined) return;
        const buffer = Buffer.from(bytes);
        const beganMs = performance.now();
        const taken = isWellFormed(type, buffer);
        expect(performance.now() - beganMs).toBeLessThan(200);
        if (taken) expect(() => type.fromBuffer(buffer)).not.toThrow();
      }),
      { numRuns: 500 },
    );
  });

  it('refuses an array that claims more items than there are bytes, which avsc would make room for', () => {
    const type = avro.Type.forSchema({ type: 'array', items: 'string' });
    // A count of 2^40, in seven bytes.
    expect(isWellFormed(type, Buffer.from([0x80, 0x80, 0x80, 0x80, 0x80, 0x40, 0x00]))).toBe(false);
  });

  it('takes blocks with a size before them, as other writers make them', () => {
    const type = avro.Type.forSchema({ type: 'array', items: 'int' });
    // Count -2, size 2 bytes, the items 1 and 2, end.
    expect(isWellFormed(type, Buffer.from([0x03, 0x04, 0x02, 0x04, 0x00]))).toBe(true);
  });

  it.each([
    ['a negative length of a string', { type: 'string' }, [0x01]],
    ['an enum symbol that is not there', { type: 'enum', name: 'E', symbols: ['A'] }, [0x02]],
    ['a union branch that is not there', ['null', 'int'], [0x04]],
    ['a number of more than ten bytes', { type: 'long' }, Array.from({ length: 11 }, () => 0x80)],
  ])('refuses %s', (_what, schema, bytes) => {
    expect(isWellFormed(avro.Type.forSchema(schema as avro.Schema), Buffer.from(bytes))).toBe(false);
  });
});
