import { createHash } from 'node:crypto';
import type { Block } from '@longshore/schemas';

/** The hash before the first block’s. */
export const NO_BLOCK = '0'.repeat(64);

const sha256 = (...parts: (string | Uint8Array)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

// A leaf and a node are told apart by their first byte, so that no node can be passed off as a record (RFC 6962 § 2.1).
const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/**
 * The root of the Merkle tree over records, as RFC 6962 § 2.1 has it: with n records the left half has as many as the
 * greatest power of two below n.
 *
 * @param records - at least one
 */
export function merkleRoot(records: readonly string[]): string {
  const over = (leaves: readonly Buffer[]): Buffer => {
    const [only] = leaves;
    if (leaves.length <= 1) return only ?? sha256();
    const half = 2 ** (Math.ceil(Math.log2(leaves.length)) - 1);
    return sha256(NODE, over(leaves.slice(0, half)), over(leaves.slice(half)));
  };
  return over(records.map((record) => sha256(LEAF, record))).toString('hex');
}

/** What the proof of work goes over, but for the nonce. */
export type BlockHeader = Pick<Block, 'height' | 'previous' | 'merkleRoot' | 'timestampMs' | 'difficulty'>;

/** The bytes of a header that come before the nonce. */
export function headerBytes({ height, previous, merkleRoot: root, timestampMs, difficulty }: BlockHeader): Buffer {
  return Buffer.from(`${height}|${previous}|${root}|${timestampMs}|${difficulty}|`);
}

/** The hash of a header with a nonce. */
export function hashHeader(header: Uint8Array, nonce: number): Buffer {
  return sha256(header, String(nonce));
}

/** How many bits at the start of a hash are zero. */
export function zeroBits(hash: Uint8Array): number {
  let bits = 0;
  for (const byte of hash) {
    if (byte === 0) bits += 8;
    else return bits + Math.clz32(byte) - 24;
  }
  return bits;
}
