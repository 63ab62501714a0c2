import { createHash } from 'node:crypto';
import type { Handler } from './handler.ts';

/** How many bytes of its start tell what a file is. */
const START_BYTES = 16;

/** What files begin with, the longest first where one begins as another does. */
const SIGNATURES: readonly (readonly [string, readonly number[]])[] = [
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/gif', [0x47, 0x49, 0x46, 0x38]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['application/zip', [0x50, 0x4b, 0x03, 0x04]],
  ['application/gzip', [0x1f, 0x8b]],
  ['application/zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['application/x-elf', [0x7f, 0x45, 0x4c, 0x46]],
  ['application/wasm', [0x00, 0x61, 0x73, 0x6d]],
];

function kindOf(start: Uint8Array, text: boolean): string {
  const found = SIGNATURES.find(([, bytes]) => bytes.every((byte, index) => start[index] === byte));
  return found?.[0] ?? (text ? 'text/plain' : 'application/octet-stream');
}

const LINE_FEED = 0x0a;
const LAST_ASCII = 0x7f;

/** What separates words; beyond ASCII it is asked for seldom. */
function isWhite(code: number): boolean {
  if (code <= LAST_ASCII) return code === 0x20 || (code >= 0x09 && code <= 0x0d);
  return /\s/.test(String.fromCharCode(code));
}

/** Counts lines and words of text that comes in parts, as `wc` does; knows when it is no text. */
class TextCount {
  #lines = 0;
  #words = 0;
  #inWord = false;
  #open = false;
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });
  text = true;

  add(part: Uint8Array): void {
    if (!this.text) return;
    try {
      this.#count(this.#decoder.decode(part, { stream: true }));
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      this.text = false;
    }
  }

  end(): { lines: number | null; words: number | null } {
    if (this.text) {
      try {
        this.#decoder.decode();
      } catch (error) {
        if (!(error instanceof TypeError)) throw error;
        this.text = false;
      }
    }
    if (!this.text) return { lines: null, words: null };
    return { lines: this.#lines + (this.#open ? 1 : 0), words: this.#words + (this.#inWord ? 1 : 0) };
  }

  #count(part: string): void {
    if (part.includes('\u0000')) {
      this.text = false;
      return;
    }
    for (let index = 0; index < part.length; index += 1) {
      const code = part.charCodeAt(index);
      if (code === LINE_FEED) this.#lines += 1;
      const white = isWhite(code);
      if (white && this.#inWord) this.#words += 1;
      this.#inWord = !white;
    }
    if (part.length > 0) this.#open = part.charCodeAt(part.length - 1) !== LINE_FEED;
  }
}

/** Digest, size, kind, lines and words of a file, of which never more than a part is held. */
export const file: Handler<'file'> = async ({ digest: algorithm }, { input, progress }) => {
  const hash = createHash(algorithm);
  const count = new TextCount();
  let start = new Uint8Array(0);
  let bytes = 0;
  for await (const part of input()) {
    hash.update(part);
    count.add(part);
    if (start.length < START_BYTES) start = Buffer.concat([start, part.subarray(0, START_BYTES - start.length)]);
    bytes += part.length;
    progress(bytes, null, 'bytes');
  }
  const { lines, words } = count.end();
  return {
    bytes,
    algorithm,
    digest: hash.digest('hex'),
    kind: kindOf(start, count.text),
    text: count.text,
    lines,
    words,
  };
};
