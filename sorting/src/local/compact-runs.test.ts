import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type LineBlock, lineBlock, linesOf } from '../block/block.ts';
import { concatBlocks } from '../block/rearrange.ts';
import { orderOf } from '../order.ts';
import { printBlock } from '../text/print-block.ts';
import { compactRuns } from './compact-runs.ts';
import { RunWriter, readRun } from './spill-file.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'longshore-sort-test-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function recordsOf(texts: readonly string[], keys: readonly string[]): LineBlock {
  const encode = (values: readonly string[]) => linesOf(values.map((value) => Buffer.from(value)));
  return lineBlock('json', encode(texts), encode(keys));
}

it('many runs become few, and what has equal keys stays in the order of the runs', async () => {
  const order = orderOf({ type: 'json', keyField: 'k', stable: true });
  let files = 0;
  const newPath = () => join(folder, `${files++}`);
  const runs = Array.from({ length: 11 }, (_, run) => {
    const path = newPath();
    using writer = new RunWriter(path);
    writer.write(recordsOf([`x${run}`, `y${run}`], ['x', 'y']));
    return path;
  });
  const left = await compactRuns(runs, order, newPath, 3);
  expect(left).toHaveLength(2);
  expect(readdirSync(folder).sort()).toEqual(left.map((path) => path.slice(folder.length + 1)).sort());
  const texts = left.map((path) =>
    Buffer.from(printBlock(concatBlocks([...readRun(path)])))
      .toString()
      .split('\n'),
  );
  const numbered = (key: string, from: number, to: number) =>
    Array.from({ length: to - from }, (_, index) => `${key}${from + index}`);
  expect(texts[0]).toEqual([...numbered('x', 0, 9), ...numbered('y', 0, 9), '']);
  expect(texts[1]).toEqual([...numbered('x', 9, 11), ...numbered('y', 9, 11), '']);
});
