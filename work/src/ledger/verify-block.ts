import type { Block } from '@longshore/schemas';
import { hashHeader, headerBytes, merkleRoot, NO_BLOCK, zeroBits } from './block-hash.ts';

/** The block that another is built on; null: it is the first. */
export type Head = Pick<Block, 'height' | 'hash'> | null;

/** Why a block does not belong after a head; null: it does. */
export function faultOfBlock(block: Block, head: Head): string | null {
  const height = head === null ? 0 : head.height + 1;
  if (block.height !== height) return `its height is ${block.height}, and ${height} comes next`;
  if (block.previous !== (head?.hash ?? NO_BLOCK)) return 'it names another block as the one before';
  if (merkleRoot(block.records) !== block.merkleRoot) return 'its records are not those of its Merkle root';
  const hash = hashHeader(headerBytes(block), block.nonce);
  if (hash.toString('hex') !== block.hash) return 'its hash is not that of its header';
  if (zeroBits(hash) < block.difficulty) return `its hash does not begin with ${block.difficulty} zero bits`;
  return null;
}
