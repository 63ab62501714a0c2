import type { Block } from '@longshore/schemas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultOfBlock, hashHeader, headerBytes, merkleRoot, NO_BLOCK, zeroBits } from './index.ts';

/** Makes a block as a worker does. */
function blockOn(head: { height: number; hash: string } | null, records: string[], difficulty = 0): Block {
  const header = {
    height: (head?.height ?? -1) + 1,
    previous: head?.hash ?? NO_BLOCK,
    merkleRoot: merkleRoot(records),
    timestampMs: 1_000,
    difficulty,
  };
  for (let nonce = 0; ; nonce += 1) {
    const hash = hashHeader(headerBytes(header), nonce);
    if (zeroBits(hash) >= difficulty) return { ...header, nonce, hash: hash.toString('hex'), records };
  }
}

describe('the Merkle root', () => {
  it('is the one of RFC 6962 for trees that are known', () => {
    // The test vectors of certificate transparency: the leaf "" and the leaves "" and 00.
    expect(merkleRoot([''])).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d');
    expect(merkleRoot(['', '\u0000'])).toBe('fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125');
  });

  it('is another one when a record is changed, added, or two of them change places', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { minLength: 2, maxLength: 20 }), fc.nat(), (records, at) => {
        const root = merkleRoot(records);
        const changed = records.with(at % records.length, `${records[at % records.length]}!`);
        expect(merkleRoot(changed)).not.toBe(root);
        expect(merkleRoot([...records, 'more'])).not.toBe(root);
        expect(merkleRoot(records.toReversed())).not.toBe(root);
      }),
    );
  });
});

describe('the proof of work', () => {
  it('counts zero bits from the first', () => {
    expect(zeroBits(Uint8Array.of(0x80))).toBe(0);
    expect(zeroBits(Uint8Array.of(0x01))).toBe(7);
    expect(zeroBits(Uint8Array.of(0, 0x10))).toBe(11);
    expect(zeroBits(Uint8Array.of(0, 0))).toBe(16);
  });
});

describe('a block', () => {
  const first = blockOn(null, ['a', 'b'], 6);
  const second = blockOn(first, ['c'], 6);

  it('belongs after the one that it is built on, and nowhere else', () => {
    expect(faultOfBlock(first, null)).toBeNull();
    expect(faultOfBlock(second, first)).toBeNull();
    expect(faultOfBlock(second, null)).toContain('height');
    expect(faultOfBlock(first, second)).toContain('height');
    expect(faultOfBlock(second, { height: 0, hash: '1'.repeat(64) })).toContain('the one before');
  });

  it.each([
    ['a record', { records: ['changed'] }, 'Merkle'],
    ['its root', { merkleRoot: '0'.repeat(64), records: ['c'] }, 'Merkle'],
    ['its time', { timestampMs: 2_000 }, 'hash'],
    ['its nonce', { nonce: second.nonce + 1 }, 'hash'],
    ['its hash', { hash: '0'.repeat(64) }, 'hash'],
    ['how hard it was', { difficulty: 24 }, 'hash'],
  ])('does not belong once %s was changed', (_, change, words) => {
    expect(faultOfBlock({ ...second, ...change }, first)).toContain(words);
  });

  it('needs the work that it names', () => {
    const easy = blockOn(null, ['x'], 0);
    const header = { ...easy, difficulty: 24 };
    const hash = hashHeader(headerBytes(header), easy.nonce).toString('hex');
    if (zeroBits(Buffer.from(hash, 'hex')) < 24) {
      expect(faultOfBlock({ ...header, hash }, null)).toContain('zero bits');
    }
  });
});
