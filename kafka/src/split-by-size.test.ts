import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitBySize } from './split-by-size.ts';

const record = (bytes: number) => ({ topic: 't', key: null, value: Buffer.alloc(bytes) });

describe('splitting records into requests', () => {
  it('keeps all of them in their order, each request within the bound unless one record alone is above it', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 3_000 }), { maxLength: 50 }), (sizes) => {
        const records = sizes.map(record);
        const requests = splitBySize(records, 2_000);
        expect(requests.flat()).toEqual(records);
        for (const request of requests) {
          const bytes = request.reduce((sum, { value }) => sum + value!.byteLength, 0);
          expect(request.length === 1 || bytes <= 2_000).toBe(true);
        }
      }),
    );
  });

  it('makes one request of what fits together', () => {
    expect(splitBySize(Array.from({ length: 1_000 }, () => record(500)))).toHaveLength(1);
    expect(splitBySize([])).toEqual([]);
  });
});
