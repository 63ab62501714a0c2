import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { generateBlock, orderOf, printBlock } from '@longshore/sorting';
import { SEED } from './ways.ts';

const AT_ONCE = 1_000_000;

/** Writes the numbers that are sorted as text, one a line. @returns the bytes */
export async function writeNumbers(path: string, count: number): Promise<number> {
  const order = orderOf({ type: 'int32' });
  await using file = await open(path, 'wx');
  let bytes = 0;
  for (let first = 0; first < count; first += AT_ONCE) {
    const generated = { distribution: 'uniform', seed: SEED, count } as const;
    const text = printBlock(generateBlock(generated, order, first, Math.min(AT_ONCE, count - first)));
    await file.writeFile(text);
    bytes += text.length;
  }
  return bytes;
}

/** A digest of a file, by which two are found to be the same. */
export async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
