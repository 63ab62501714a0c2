import { mkdtempSync, readdirSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mountSmallDisk } from '../../../test/fakes/small-disk.ts';
import { numberBlock } from '../block/block.ts';
import { generateBlock, generatedHeader } from '../generate/generate-block.ts';
import { type OrderWanted, orderOf } from '../order.ts';
import { sortBlock } from '../sort/sort-block.ts';
import { printBlock } from '../text/print-block.ts';
import type { LocalProgress, LocalSortOptions } from './local-options.ts';
import { sortLocally } from './sort-locally.ts';
import { RunWriter, readRun } from './spill-file.ts';

const MEBIBYTE = 1024 * 1024;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'longshore-sort-test-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

type Wanted = Omit<Partial<LocalSortOptions>, 'order'> & { order: OrderWanted };

/** Sorts a text with two threads. @returns the whole result */
async function sorted(text: string | Uint8Array, { order, ...options }: Wanted): Promise<string> {
  const input = [Buffer.from(text)];
  const pieces = sortLocally({ input, order: orderOf(order), workers: 2, spillFolder: folder, ...options });
  return (await gather(pieces)).toString('utf8');
}

async function gather(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

describe('a sort on this machine', () => {
  it('takes nothing, one element, and fewer elements than threads', async () => {
    expect(await sorted('', { order: { type: 'int32' } })).toBe('');
    expect(await sorted('5', { order: { type: 'int32' } })).toBe('5\n');
    expect(await sorted('5\n-5\n', { order: { type: 'int32' }, workers: 8 })).toBe('-5\n5\n');
    expect(await sorted('\n', { order: { type: 'text' } })).toBe('\n');
  });

  it('sorts lines by their bytes, by a locale, and backwards', async () => {
    const text = 'z\nä\nA\na\n';
    expect(await sorted(text, { order: { type: 'text' } })).toBe('A\na\nz\nä\n');
    expect(await sorted(text, { order: { type: 'text', collation: { locale: 'de' } } })).toBe('a\nA\nä\nz\n');
    expect(await sorted(text, { order: { type: 'text', direction: 'desc' } })).toBe('ä\nz\na\nA\n');
  });

  it('keeps the header of csv in front, and bytes that are no UTF-8 as they are', async () => {
    const order = { type: 'csv', keyField: 'n', keyType: 'number' } as const;
    expect(await sorted('k,n\r\nx,10\r\ny,9\r\n', { order })).toBe('k,n\r\ny,9\r\nx,10\r\n');
    const bytes = await gather(
      sortLocally({ input: [Uint8Array.of(0xff, 10, 0x80, 10)], order: orderOf({ type: 'text' }), workers: 1 }),
    );
    expect([...bytes]).toEqual([0x80, 10, 0xff, 10]);
  });

  it.each<OrderWanted>([
    { type: 'int32', direction: 'desc' },
    { type: 'float64' },
    { type: 'text' },
    { type: 'csv', keyField: 'k', keyType: 'number', stable: true },
  ])('gives with many pieces, parts and threads what one sort of all gives: $type', async (wanted) => {
    const order = orderOf(wanted);
    const count = wanted.type === 'csv' ? 250_000 : 400_000;
    const block = generateBlock({ distribution: 'zipf', seed: 3, count }, order, 0, count);
    const header = generatedHeader(order);
    const text = Buffer.concat(
      [header === null ? '' : `${Buffer.from(header)}\n`, printBlock(block)].map((part) => Buffer.from(part)),
    );
    const expected = Buffer.from(printBlock(sortBlock(block, order))).toString();
    expect(
      (await sorted(text, { order: wanted })) === (header === null ? '' : `${Buffer.from(header)}\n`) + expected,
    ).toBe(true);
  });

  it.each(['uniform', 'sorted', 'all-equal'] as const)(
    'spills what memory does not hold, merges it, and leaves nothing behind: %s',
    async (distribution) => {
      const order = orderOf({ type: 'text' });
      const count = 1_000_000;
      const block = generateBlock({ distribution, seed: 3, count }, order, 0, count);
      let last: LocalProgress | undefined;
      const result = await sorted(printBlock(block), {
        order,
        memoryLimitBytes: 32 * MEBIBYTE,
        onProgress: (progress) => {
          last = progress;
        },
      });
      expect(result === Buffer.from(printBlock(sortBlock(block, order))).toString()).toBe(true);
      expect(last).toMatchObject({ read: count, written: count });
      expect(last?.runsSpilled).toBeGreaterThanOrEqual(1);
      expect(readdirSync(folder)).toEqual([]);
    },
  );

  it('says in which line what is wrong, however far from the beginning it is', async () => {
    const text = `${'7\n'.repeat(3_000_000)}seven\n8\n`;
    await expect(sorted(text, { order: { type: 'int32' } })).rejects.toMatchObject({
      code: 'not_a_number',
      line: 3_000_001,
    });
    await expect(sorted('k\n1\n2,\nx\n', { order: { type: 'csv', keyField: 'k', keyType: 'number' } })).rejects.toThrow(
      'line 4: "k" is "x" where a number is expected',
    );
    const order = { type: 'csv', keyField: 'price' } as const;
    for (const records of ['', '1,2\n']) {
      await expect(sorted(`id,name\n${records}`, { order })).rejects.toMatchObject({
        message: 'there is no field "price" in the header, but "id", "name"',
        line: undefined,
      });
    }
    const long = `a\n${'x'.repeat(2 * MEBIBYTE)}`;
    await expect(sorted(long, { order: { type: 'text' }, maxLineBytes: MEBIBYTE })).rejects.toMatchObject({
      code: 'line_too_long',
      line: 2,
    });
  });

  it('says what cannot be', async () => {
    await expect(sorted('', { order: { type: 'int32' }, workers: 0 })).rejects.toThrow('1 to 64 workers, not 0');
    await expect(sorted('', { order: { type: 'int32' }, memoryLimitBytes: 5 })).rejects.toMatchObject({
      code: 'too_little_memory',
    });
    const text = Buffer.from(printBlock(numberBlock(new Int32Array(9_000_000))));
    const options = { order: { type: 'int32' }, memoryLimitBytes: 32 * MEBIBYTE } as const;
    await expect(sorted(text, { ...options, spillFolder: join(folder, 'gone') })).rejects.toThrow(
      `no folder for spilling can be made in ${join(folder, 'gone')} (ENOENT): give another`,
    );
  });

  it('says of a file for spilling that the disk is full, and that it was cut short', () => {
    const block = numberBlock(new Int32Array(10));
    using full = new RunWriter('/dev/full');
    expect(() => full.write(block)).toThrow(/^the disk is full while spilling to \/dev\/full/);
    const path = join(folder, 'run');
    using writer = new RunWriter(path);
    writer.write(block);
    expect([...readRun(path)]).toEqual([block]);
    truncateSync(path, writer.bytes - 1);
    expect(() => [...readRun(path)]).toThrow(`${path} is shorter than it was written`);
    rmSync(path);
    expect(() => [...readRun(path)]).toThrow(`${path} cannot be used for spilling (ENOENT)`);
  });

  it('ends in words where the disk is full, and leaves nothing on it', async (test) => {
    using disk = mountSmallDisk(MEBIBYTE);
    if (disk === null) return test.skip('only root may mount a disk');
    const order = { type: 'int32' } as const;
    const count = 4_000_000;
    const text = printBlock(generateBlock({ distribution: 'uniform', seed: 3, count }, orderOf(order), 0, count));
    const options = { order, memoryLimitBytes: 32 * MEBIBYTE, spillFolder: disk.folder };
    await expect(sorted(text, options)).rejects.toMatchObject({
      code: 'disk_full',
      line: undefined,
      message: expect.stringMatching(
        `^the disk is full while spilling to ${disk.folder}/longshore-sort-.*: give another folder, or more memory$`,
      ),
    });
    expect(disk.list()).toEqual([]);
  });

  it('ends when it is told to, and when nobody reads on', async () => {
    const interrupt = new AbortController();
    async function* endless() {
      for (;;) {
        interrupt.abort(new Error('enough'));
        yield Buffer.from('1\n'.repeat(MEBIBYTE));
      }
    }
    const order = orderOf({ type: 'int32' });
    const endlessly = sortLocally({ input: endless(), order, workers: 1, signal: interrupt.signal });
    await expect(endlessly.next()).rejects.toThrow('enough');
    const left = sortLocally({ input: [Buffer.from('2\n1\n')], order, workers: 1 });
    expect(Buffer.from((await left.next()).value ?? []).toString()).toBe('1\n2\n');
    await left.return();
  });
});
