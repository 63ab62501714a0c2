import { describe, expect, it } from 'vitest';
import { EMPTY_SORT_FORM, formOfSort, type SortForm, toSort, typedValues } from './sort-form.ts';
import { errorsAtFields, validateSortForm } from './sort-form-errors.ts';

const form = (part: Partial<SortForm>): SortForm => ({ ...EMPTY_SORT_FORM, ...part });

describe('the form of a sort', () => {
  it('is complete with values and their type alone', () => {
    const short = form({ text: '3 1 2' });
    expect(validateSortForm(short)).toEqual({});
    expect(toSort(short)).toEqual({
      input: { from: 'values', values: ['3', '1', '2'] },
      order: { type: 'int32' },
      workers: 2,
    });
  });

  it('sends what is not as it would be anyway', () => {
    const full = form({
      from: 'generated',
      distribution: 'zipf',
      count: 500,
      seed: 9,
      type: 'csv',
      keyField: 'price',
      keyType: 'number',
      direction: 'desc',
      stable: true,
      workers: 8,
      name: ' nightly ',
      partCountMax: 1_000,
      cores: 1,
      keepDays: 3,
      outputTopic: ' prices-sorted ',
    });
    expect(validateSortForm(full)).toEqual({});
    expect(toSort(full)).toEqual({
      name: 'nightly',
      input: { from: 'generated', distribution: 'zipf', count: 500, seed: 9 },
      order: { type: 'csv', keyField: 'price', keyType: 'number', direction: 'desc', stable: true },
      workers: 8,
      partCountMax: 1_000,
      resources: { cpuMillis: 1_000, memoryBytes: 512 * 1_048_576 },
      output: { topic: 'prices-sorted' },
      keepDays: 3,
    });
  });

  it('leaves out fields that the type does not have', () => {
    const numbers = form({ text: '1', keyField: 'left over', locale: 'de', keyType: 'number' });
    expect(toSort(numbers).order).toEqual({ type: 'int32' });
    expect(toSort(form({ type: 'text', text: 'a', locale: ' de ' })).order).toEqual({
      type: 'text',
      collation: { locale: 'de' },
    });
  });

  it('says what is missing at the field that lacks it', () => {
    expect(validateSortForm(form({}))).toEqual({ text: 'type or paste something to sort' });
    expect(validateSortForm(form({ from: 'upload' }))).toEqual({ file: 'choose a file' });
    expect(validateSortForm(form({ from: 'topic', type: 'text' }))).toMatchObject({ topic: 'name a topic' });
    expect(validateSortForm(form({ from: 'sort' }))).toMatchObject({ sort: 'choose a sort' });
    expect(validateSortForm(form({ from: 'generated', count: '' }))).toEqual({ count: 'say how many' });
    expect(validateSortForm(form({ from: 'generated', workers: '' }))).toEqual({ workers: 'from 1 to 64' });
    expect(validateSortForm(form({ text: '{}', type: 'json' }))).toEqual({
      keyField: 'name the field that json is sorted by',
    });
    expect(validateSortForm(form({ text: 'a', type: 'text', locale: 'no such language' }))).toHaveProperty('locale');
    expect(validateSortForm(form({ text: '1', outputTopic: 'no such/name' }))).toHaveProperty('outputTopic');
    expect(validateSortForm(form({ from: 'topic', type: 'text', topic: 'orders', outputTopic: 'orders' }))).toEqual({
      outputTopic: 'this is the topic that is sorted: name another',
    });
    expect(validateSortForm(form({ from: 'generated', workers: 65 }))).toEqual({ workers: 'at most 64' });
  });

  it('begins with the words of another sort', () => {
    const zipf = form({
      sort: '0192',
      from: 'generated',
      distribution: 'zipf',
      count: 500,
      seed: 9,
      type: 'text',
      locale: 'sv',
    });
    const spec = {
      input: { from: 'generated' as const, distribution: 'zipf' as const, count: 500, seed: 9 },
      order: {
        type: 'text' as const,
        direction: 'asc' as const,
        stable: false,
        collation: { locale: 'sv' },
        keyField: null,
        keyType: 'text' as const,
      },
      workers: 2,
      resources: { cpuMillis: 500, memoryBytes: 512 * 1_048_576 },
      keepDays: 7,
    };
    const other = { id: '0192', state: 'SUCCEEDED', resultUntil: '2026-11-30T00:00:00Z', spec };
    const formOf = (part: object) => formOfSort({ ...other, ...part } as Parameters<typeof formOfSort>[0]);
    expect(formOf({})).toEqual(zipf);
    const upload = { ...spec, input: { from: 'upload' } };
    expect(formOf({ spec: upload })).toMatchObject({ from: 'sort', sort: '0192' });
    expect(formOf({ spec: upload, resultUntil: null })).toMatchObject({ from: 'upload', sort: '' });
  });
});

describe('what was typed', () => {
  it('is a number a word, or an element a line', () => {
    expect(typedValues({ type: 'int32', text: ' 3, 1;2\n\n-4 ' })).toEqual(['3', '1', '2', '-4']);
    expect(typedValues({ type: 'text', text: 'b a\r\n\nc\n' })).toEqual(['b a', '', 'c']);
  });
});

describe('what the server finds wrong', () => {
  it('is said at the field, of a value with its place', () => {
    expect(
      errorsAtFields([
        { path: 'input.values[4]', message: 'has more than one line' },
        { path: 'input.values', message: 'second words' },
        { path: 'order.keyField', message: 'name it' },
        { path: 'unknown', message: 'x' },
      ]),
    ).toEqual({ text: 'element 5 has more than one line', keyField: 'name it' });
  });
});
