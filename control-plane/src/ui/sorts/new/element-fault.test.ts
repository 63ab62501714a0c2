import { describe, expect, it } from 'vitest';
import { elementFault } from './element-fault.ts';
import { EMPTY_SORT_FORM, type SortForm } from './sort-form.ts';

const fault = (part: Partial<SortForm>) => elementFault({ ...EMPTY_SORT_FORM, ...part });

describe('what was typed', () => {
  it('is judged by the code that sorts, which names the line', () => {
    expect(fault({ text: '3 1 2' })).toBeNull();
    expect(fault({ text: '3 x 2' })).toMatch(/line 2/);
    expect(fault({ text: '1 2147483648' })).toMatch(/line 2/);
    expect(fault({ text: '2147483648', type: 'int64' })).toBeNull();
    expect(fault({ text: 'NaN -0 1e3', type: 'float64' })).toBeNull();
    expect(fault({ text: '{"a":"x"}\n{}', type: 'json', keyField: 'a' })).toMatch(/line 2/);
    expect(fault({ text: 'price,n\n3,x', type: 'csv', keyField: 'cost' })).toMatch(/cost/);
  });

  it('is not judged where it is not what is sorted, or the order is not whole yet', () => {
    expect(fault({ text: 'x', from: 'upload' })).toBeNull();
    expect(fault({ text: 'x', type: 'json' })).toBeNull();
  });
});
