import { createHash } from 'node:crypto';
import { filePayload } from '@longshore/schemas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { workContext } from '../../../../test/fakes/work/work-context.ts';
import { file } from './file.ts';

const payload = filePayload.parse({ url: 'https://example.org/' });
const run = (...parts: (string | Uint8Array)[]) => file(payload, workContext({ parts }));

describe('file', () => {
  it.each([
    ['nothing', [], { bytes: 0, lines: 0, words: 0, text: true }],
    ['one line without its end', ['one two'], { lines: 1, words: 2 }],
    ['lines, and words over the edge of a part', ['on', 'e two\nthr', 'ee\n'], { lines: 2, words: 3 }],
    ['empty lines', ['\n\n\n'], { lines: 3, words: 0 }],
    ['a character over the edge of a part', [Uint8Array.of(0xc3), Uint8Array.of(0xbc)], { text: true, words: 1 }],
    ['what is no UTF-8', [Uint8Array.of(0xff, 0xfe, 0x41)], { text: false, lines: null, words: null }],
    ['what breaks off in a character', ['a', Uint8Array.of(0xc3)], { text: false, lines: null }],
    ['what holds a NUL', ['a\u0000b'], { text: false }],
  ] as const)('counts %s', async (_, parts, expected) => {
    expect(await run(...parts)).toMatchObject(expected);
  });

  it.each([
    ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]],
    ['application/gzip', [0x1f, 0x8b, 8]],
    ['application/pdf', [...Buffer.from('%PDF-1.7')]],
    ['text/plain', [...Buffer.from('hello')]],
    ['application/octet-stream', [0, 1, 2, 3]],
  ])('knows %s by its first bytes, however they come', async (kind, bytes) => {
    expect(await run(...bytes.map((byte) => Uint8Array.of(byte)))).toMatchObject({ kind });
  });

  it('says the same however the bytes are cut into parts', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 200 }),
        fc.array(fc.nat(200), { maxLength: 5 }),
        async (bytes, cuts) => {
          const at = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b), bytes.length];
          const parts = at.slice(1).map((end, n) => bytes.subarray(at[n], end));
          const whole = await run(bytes);
          expect(await run(...parts)).toEqual(whole);
          expect(whole.digest).toBe(createHash('sha256').update(bytes).digest('hex'));
        },
      ),
    );
  });
});
