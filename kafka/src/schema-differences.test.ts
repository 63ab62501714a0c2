import { avroSchemas } from '@longshore/schemas';
import { describe, expect, it } from 'vitest';
import { schemaDifferences } from './schema-differences.ts';

interface Field {
  name: string;
  type: unknown;
  default?: unknown;
  aliases?: string[];
}

const state = { type: 'enum', name: 'State', symbols: ['ON', 'OFF'] };
const part = { type: 'record', name: 'Part', fields: [{ name: 'size', type: 'int' }] };
const before: Field[] = [
  { name: 'id', type: 'string' },
  { name: 'state', type: state },
  { name: 'part', type: part },
  { name: 'note', type: ['null', 'string'], default: null },
  { name: 'tags', type: { type: 'array', items: 'string' } },
  { name: 'counts', type: { type: 'map', values: 'int' } },
  { name: 'at', type: { type: 'long', logicalType: 'timestamp-millis' } },
];
const schema = (fields: Field[]) => JSON.stringify({ type: 'record', name: 'Thing', namespace: 'test', fields });
const changed = (name: string, change: Partial<Field>) =>
  schema(before.map((field) => (field.name === name ? { ...field, ...change } : field)));

describe('what a new schema can no longer read', () => {
  it('is nothing when the schema is the same', () => {
    expect(schemaDifferences(schema(before), schema(before))).toEqual([]);
  });

  it.each(Object.entries(avroSchemas))('is nothing for %s and itself', (_name, own) => {
    expect(schemaDifferences(own, own)).toEqual([]);
  });

  it('is nothing when fields were taken away, or added with a default', () => {
    const after = schema([...before.slice(1), { name: 'more', type: 'int', default: 0 }]);
    expect(schemaDifferences(after, schema(before))).toEqual([]);
  });

  it('is nothing when a field was renamed with an alias, or a number made wider', () => {
    expect(schemaDifferences(changed('id', { name: 'key', aliases: ['id'] }), schema(before))).toEqual([]);
    expect(schemaDifferences(changed('counts', { type: { type: 'map', values: 'long' } }), schema(before))).toEqual([]);
  });

  it.each([
    [
      'a new field without a default',
      schema([...before, { name: 'more', type: 'int' }]),
      'more: new, and without a default',
    ],
    ['a field of another type', changed('id', { type: 'int' }), 'id: was string, is int'],
    [
      'a field within a record',
      changed('part', { type: { ...part, fields: [{ name: 'size', type: 'string' }] } }),
      'part.size: was int, is string',
    ],
    [
      'a symbol taken away',
      changed('state', { type: { ...state, symbols: ['ON'] } }),
      'state: OFF taken away, and test.State has no default symbol',
    ],
    [
      'a branch taken away',
      changed('note', { type: 'string', default: '' }),
      'note: null was possible, and no longer is',
    ],
    [
      'a branch of another type',
      changed('note', { type: ['null', 'int'] }),
      'note: string was possible, and no longer is',
    ],
    ['the items of an array', changed('tags', { type: { type: 'array', items: 'int' } }), 'tags[]: was string, is int'],
    [
      'the values of a map',
      changed('counts', { type: { type: 'map', values: 'string' } }),
      'counts{}: was int, is string',
    ],
  ])('names %s', (_what, after, difference) => {
    expect(schemaDifferences(after, schema(before))).toEqual([difference]);
  });

  it('is nothing when an enum lost a symbol and has a default one', () => {
    const after = changed('state', { type: { ...state, symbols: ['ON', 'UNKNOWN'], default: 'UNKNOWN' } });
    expect(schemaDifferences(after, schema(before))).toEqual([]);
  });

  it('is everything when what is registered is no Avro schema', () => {
    for (const strange of ['{}', '"nothing"', 'message M {}']) {
      expect(schemaDifferences(schema(before), strange)).toEqual(['what is registered is no Avro schema']);
    }
    expect(schemaDifferences(schema(before), '"string"')).toHaveLength(1);
  });

  it('names all that is wrong at once', () => {
    const after = schema([{ name: 'id', type: 'int' }, ...before.slice(1), { name: 'more', type: 'int' }]);
    expect(schemaDifferences(after, schema(before))).toHaveLength(2);
  });
});
