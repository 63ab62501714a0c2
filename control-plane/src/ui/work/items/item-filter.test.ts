import { newId } from '@longshore/schemas';
import { expect, test } from 'vitest';
import { formatTokens, parseTokens } from '../../parts/filter-tokens.ts';
import { ITEM_KEYS, itemFault, itemRequest, toggleToken } from './item-filter.ts';

const parse = (text: string) => parseTokens(text, ITEM_KEYS);

test('typed tokens become a request', () => {
  const worker = newId();
  expect(itemRequest(parse(`type:compute,Data state:failed worker:${worker} 0199aa`))).toEqual({
    type: ['compute', 'data'],
    status: ['failed'],
    worker,
    q: '0199aa',
  });
  expect(itemRequest(parse('type:data type:file'))).toEqual({ type: ['file', 'data'] });
});

test('a token with a fault says so and is left out', () => {
  const tokens = parse('type:cooking state: worker:0199 hello');
  expect(tokens.map(itemFault)).toEqual([
    'no type is called cooking; there are compute, file, data, blockchain',
    'say what after state:',
    'the whole id of a worker',
    'an item is searched for by the start of its id',
  ]);
  expect(itemRequest(tokens)).toEqual({});
});

test('an id may be begun at any length', () => {
  const id = newId();
  for (let length = 1; length <= id.length; length += 1) {
    expect(itemFault({ key: null, value: id.slice(0, length) })).toBeNull();
  }
});

test('a state or a type is put in and taken out again', () => {
  const start = parse('type:compute 0199');
  const failed = toggleToken(start, 'state', 'failed');
  expect(formatTokens(failed)).toBe('state:failed type:compute 0199');
  expect(formatTokens(toggleToken(failed, 'type', 'file'))).toBe('type:compute,file state:failed 0199');
  expect(formatTokens(toggleToken(failed, 'state', 'failed'))).toBe('type:compute 0199');
});
