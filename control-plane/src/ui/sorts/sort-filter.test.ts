import { describe, expect, it } from 'vitest';
import { parseTokens } from '../parts/filter-tokens.ts';
import { SORT_FILTER_KEYS, sortFilterOf, toggleSortState } from './sort-filter.ts';

const of = (text: string) => sortFilterOf(parseTokens(text, SORT_FILTER_KEYS));

describe('the filter of sorts', () => {
  it('takes states by their names, and leaves out what is none', () => {
    expect(of('state:failed,awaiting-input state:failed')).toEqual({ state: ['FAILED', 'AWAITING_INPUT'] });
    expect(of('state:blue')).toEqual({});
    expect(of('')).toEqual({});
  });

  it('puts a state in and takes it out again', () => {
    const once = toggleSortState([], 'AWAITING_INPUT');
    expect(once).toEqual([{ key: 'state', value: 'awaiting-input' }]);
    expect(toggleSortState(once, 'FAILED')).toEqual([{ key: 'state', value: 'awaiting-input,failed' }]);
    expect(toggleSortState(once, 'AWAITING_INPUT')).toEqual([]);
  });
});
