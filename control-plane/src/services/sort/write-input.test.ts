import { sortTopicCatalogue } from '@longshore/kafka';
import { sortInputSchema } from '@longshore/schemas';
import { describe, expect, it } from 'vitest';
import { memoryBrokers } from '../../../../test/fakes/memory-bus.ts';
import { sortPartitions } from '../../sorts/decide/plan-sort.ts';
import type { ServiceContext } from '../service-context.ts';
import { writeInput } from './write-input.ts';

const id = '01999999-9999-7999-8999-999999999999';

async function written(order: Record<string, unknown>, text: string | Uint8Array) {
  const bus = memoryBrokers().open();
  const spec = sortInputSchema.parse({ order, input: { from: 'upload' } });
  const admin = await bus.admin();
  const deployment = { topicPrefix: '', replication: 1, partitions: sortPartitions(spec) };
  for (const topic of sortTopicCatalogue(id, deployment)) await admin.ensureTopic(topic);
  const bytes = Buffer.from(text);
  const pieces = Array.from({ length: Math.ceil(bytes.length / 50_000) }, (_, index) =>
    bytes.subarray(index * 50_000, (index + 1) * 50_000),
  );
  // What it needs of a context, and no more.
  return writeInput({ bus, topicPrefix: '' } as ServiceContext, id, spec, pieces, 'body');
}

describe('the input of a sort', () => {
  it('is written as shares of whole chunks, one partition after the other', async () => {
    const lines = `${'x'.repeat(999)}\n`.repeat(40_000);
    const { shares, count, bytes } = await written({ type: 'text' }, lines);
    expect(count).toBe(40_000);
    expect(bytes).toBeGreaterThan(39_000_000);
    expect(shares.length).toBeGreaterThan(2);
    let chunks = 0;
    for (const [index, share] of shares.entries()) {
      expect(share).toMatchObject({ from: 'chunks', partition: index % 4, firstChunk: chunks });
      if (share.from === 'chunks') chunks += share.chunks;
    }
    expect(chunks).toBeGreaterThan(128);
  });

  it('is nothing where nothing came, and keeps the header of csv apart', async () => {
    expect(await written({ type: 'int32' }, '')).toEqual({ shares: [], count: 0, bytes: 0, csvHeader: null });
    const { count, csvHeader } = await written({ type: 'csv', keyField: 'b' }, 'a,b\n1,2\n3,4');
    expect([count, Buffer.from(csvHeader ?? []).toString()]).toEqual([2, 'a,b']);
  });

  it.each([
    ['a number beyond its type', { type: 'int32' }, '1\n2147483648\n', 'line 2'],
    ['a word among numbers', { type: 'float64' }, '1\n2\nx\n', 'line 3'],
    ['an endless line', { type: 'text' }, `a\n${'x'.repeat(2_200_000)}`, 'line 2'],
    ['a record that is none', { type: 'json', keyField: 'a' }, '{"a":"1"}\n[\n', 'line 2'],
    ['a record without the field', { type: 'json', keyField: 'a' }, '{"b":1}\n', 'line 1'],
    ['a field of another type', { type: 'json', keyField: 'a', keyType: 'number' }, '{"a":1}\n{"a":"x"}\n', 'line 2'],
    ['a header without the field', { type: 'csv', keyField: 'c' }, 'a,b\n1,2\n', 'no field "c"'],
  ])('is refused with the line for %s', async (_, order, text, line) => {
    await expect(written(order, text)).rejects.toMatchObject({
      problem: { status: 422, errors: [{ path: 'body', message: expect.stringContaining(line) }] },
    });
  });
});
