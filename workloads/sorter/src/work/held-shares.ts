import { type Block, blockBytes } from '@longshore/sorting';
import type { HeldShares } from './workshop.ts';

/** Keeps sampled shares for their parting, as long as they fit into so many bytes; the oldest go first. */
export function holdShares(mostBytes: number): HeldShares {
  const kept = new Map<string, { blocks: readonly Block[]; bytes: number }>();
  let total = 0;
  const forget = (key: string): void => {
    total -= kept.get(key)?.bytes ?? 0;
    kept.delete(key);
  };
  return {
    take(key) {
      const found = kept.get(key);
      forget(key);
      return found?.blocks ?? null;
    },
    clear() {
      kept.clear();
      total = 0;
    },
    keep(key, blocks) {
      forget(key);
      const bytes = blocks.reduce((sum, block) => sum + blockBytes(block), 0);
      if (bytes > mostBytes) return;
      kept.set(key, { blocks, bytes });
      total += bytes;
      for (const oldest of kept.keys()) {
        if (total <= mostBytes) break;
        forget(oldest);
      }
    },
  };
}
