import { newId, WORK_SCHEMAS, type WorkType } from '@longshore/schemas';
import { describe, expect, it } from 'vitest';
import { errorsByField, validateItem } from './check-item.ts';
import { formOfItem } from './form-of-item.ts';
import { EMPTY_ITEM, type ItemForm, toItem } from './item-form.ts';

const form = (over: Partial<ItemForm>): ItemForm => ({ ...EMPTY_ITEM, ...over });

/** What the control plane keeps of a payload: with defaults filled in. */
const kept = (type: WorkType, payload: unknown) => WORK_SCHEMAS[type].payload.parse(payload) as Record<string, unknown>;

describe('the form of an item', () => {
  it.each<[WorkType, Record<string, unknown>]>([
    ['compute', { operation: 'digest', algorithm: 'md5', input: 'abc' }],
    ['compute', { operation: 'prime-count', limit: 100 }],
    ['compute', { operation: 'monte-carlo-pi', samples: 10, seed: 7 }],
    ['file', { file: newId() }],
    ['file', { url: 'https://example.org/a', digest: 'sha1' }],
    ['data', { csv: 'city,n\nBerlin,1\n' }],
    [
      'data',
      {
        rows: [{ city: 'Berlin', n: 1 }],
        filter: [
          { field: 'n', is: '>', value: 0 },
          { field: 'city', is: 'in', value: ['Berlin', 'a, b', '10', 10] },
          { field: 'city', is: '=', value: 'true' },
        ],
        groupBy: ['city'],
        aggregates: [
          { as: 'rows', function: 'count' },
          { as: 'total', function: 'sum', field: 'n' },
        ],
        project: ['city', 'total'],
      },
    ],
    ['blockchain', { operation: 'append', chain: 'demo', records: ['a pays b', 'b pays c'], difficulty: 8 }],
    ['blockchain', { operation: 'verify', chain: 'demo' }],
  ])('is sent as the %s item that it was made from: %j', (type, payload) => {
    const before = kept(type, payload);
    const again = toItem(formOfItem({ type, payload: before, maxTries: 3 }));
    expect(kept(type, again.payload)).toEqual(before);
    expect(again.maxTries).toBe(3);
    expect(validateItem(formOfItem({ type, payload: before, maxTries: 3 }))).toEqual({});
  });

  it('takes an empty text to digest, and leaves blank records out', () => {
    expect(validateItem(EMPTY_ITEM)).toEqual({});
    const { payload } = toItem(form({ type: 'blockchain', chain: ' demo ', records: 'one\n\n two \n' }));
    expect(payload).toMatchObject({ chain: 'demo', records: ['one', ' two '] });
  });

  it('says at each field what would be right', () => {
    expect(validateItem(form({ operation: 'prime-count', limit: '' }))).toEqual({ limit: 'a number' });
    expect(validateItem(form({ operation: 'prime-count', limit: 1 }))).toEqual({
      limit: 'at least 2, the first prime',
    });
    expect(validateItem(form({ maxTries: 21 }))).toEqual({ maxTries: 'at most 20' });
    expect(validateItem(form({ maxTries: '' }))).toEqual({ maxTries: 'a whole number' });
    expect(validateItem(form({ type: 'file' }))).toEqual({ file: expect.stringContaining('choose a file') });
    expect(validateItem(form({ type: 'file', source: 'address', url: 'ftp://example.org' }))).toEqual({
      url: 'an http or https address',
    });
    expect(validateItem(form({ type: 'blockchain', difficulty: 25, records: 'x', chain: 'A B' }))).toEqual({
      chain: expect.stringContaining('1–63 small letters'),
      difficulty: expect.stringContaining('at most 24 bits'),
    });
    expect(validateItem(form({ type: 'blockchain', chain: 'a' }))).toEqual({
      records: 'a block holds at least one record',
    });
  });

  it('says of rows what is wrong with which', () => {
    const data = form({ type: 'data', csv: 'city,n\nBerlin,1' });
    expect(validateItem(form({ type: 'data' }))).toEqual({ csv: 'rows, the first line naming the columns' });
    expect(validateItem({ ...data, rowsAs: 'json', rows: '[{' })).toEqual({
      rows: expect.stringContaining('JSON: a list'),
    });
    expect(validateItem({ ...data, groupBy: ['city'] })).toEqual({
      aggregates: expect.stringContaining('say what is made of each group'),
    });
    expect(
      validateItem({
        ...data,
        filter: [
          { field: 'n', is: '>', value: '0' },
          { field: '', is: '=', value: '1' },
        ],
        aggregates: [{ as: 'total', function: 'sum', field: '' }],
      }),
    ).toEqual({ filter: '2: name a field', aggregates: '1: name the column that is added up or compared' });
  });

  it('says how large a payload may be, where most of it stands', () => {
    expect(validateItem(form({ input: 'x'.repeat(300_000) }))).toEqual({
      input: expect.stringMatching(/^300,0\d\d bytes of JSON; at most 262,144/),
    });
  });

  it('has the payload in JSON of a type that was added, without a change here', () => {
    const type = 'text' as WorkType;
    const again = formOfItem({ type, payload: { input: 'abc' }, maxTries: 5 });
    expect(toItem(again)).toEqual({ type, payload: { input: 'abc' }, maxTries: 5 });
    expect(validateItem({ ...again, json: '[' })).toEqual({ json: 'JSON: one object' });
    expect(errorsByField(again, [{ path: 'payload.input', message: 'too short' }])).toEqual({
      json: 'input: too short',
    });
  });

  it('puts what the server says to its field', () => {
    const errors = [
      { path: 'payload.file', message: 'there is no such file' },
      { path: 'payload', message: 'later' },
      { path: 'type', message: 'nobody asks' },
    ];
    expect(errorsByField(form({ type: 'file' }), errors)).toEqual({ file: 'there is no such file' });
    expect(errorsByField(form({ type: 'data' }), [{ path: 'payload.filter[1].value', message: 'no' }])).toEqual({
      filter: '2: no',
    });
  });
});
