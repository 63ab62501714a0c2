import { describe, expect, it } from 'vitest';
import { readUpload } from './read-upload.ts';

function bodyOf(
  pieces: readonly string[],
  after: 'ends' | 'breaks off' | 'is silent' = 'ends',
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(encoder.encode(piece));
      if (after === 'ends') controller.close();
      if (after === 'breaks off') setTimeout(() => controller.error(new Error('aborted')), 5);
    },
  });
}

async function textOf(
  ...[body, declared, most = 100, silence = 50]: [ReadableStream<Uint8Array> | null, number | null, number?, number?]
) {
  let text = '';
  for await (const piece of readUpload(body, declared, most, silence)) text += Buffer.from(piece).toString();
  return text;
}

describe('an upload', () => {
  it('is read to its end, whether or not its length was said', async () => {
    expect(await textOf(bodyOf(['ab', 'c']), 3)).toBe('abc');
    expect(await textOf(bodyOf(['ab', 'c']), null)).toBe('abc');
    expect(await textOf(null, 0)).toBe('');
  });

  it('is refused where it broke off, is shorter or longer than was said, or falls silent', async () => {
    const truncated = { problem: { status: 400, code: 'upload_truncated' } };
    await expect(textOf(bodyOf(['ab'], 'breaks off'), null)).rejects.toMatchObject(truncated);
    await expect(textOf(bodyOf(['ab']), 3)).rejects.toMatchObject(truncated);
    await expect(textOf(bodyOf(['abcd']), 3)).rejects.toMatchObject(truncated);
    await expect(textOf(bodyOf(['ab'], 'is silent'), null)).rejects.toMatchObject(truncated);
  });

  it('is refused beyond the limit, before it came where its length says so', async () => {
    const large = { problem: { status: 413, code: 'body_too_large' } };
    await expect(textOf(bodyOf(['abc']), 101)).rejects.toMatchObject(large);
    await expect(textOf(bodyOf(['abc', 'def']), null, 5)).rejects.toMatchObject(large);
  });
});
