import type { Block } from '@longshore/schemas';
import { formatCount, plural } from '@longshore/schemas/words';
import { Facts } from '../../parts/facts.tsx';
import { IdText } from '../../parts/id-text.tsx';
import { formatExact } from '../../time/exact-time.ts';
import classes from '../items/item.module.css';

/** What a block holds, and what holds it in its place. */
export function BlockFacts({ block }: { block: Block }) {
  const { records } = block;
  return (
    <div className={classes.stack}>
      <Facts
        facts={[
          ['Made', formatExact(new Date(block.timestampMs).toISOString())],
          ['Difficulty', `${block.difficulty} bits`],
          ['Nonce', formatCount(block.nonce)],
          ['Block before', <IdText key="previous" id={block.previous} what="hash of the block before" />],
          ['Merkle root', <IdText key="root" id={block.merkleRoot} what="Merkle root" />],
        ]}
      />
      <p className={classes.label}>{plural(records.length, 'record')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: many records scroll, also by keyboard */}
      <ol className={classes.records} tabIndex={0} aria-label="Records">
        {records.map((record, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: records have no identity but their place
          <li key={index}>{record}</li>
        ))}
      </ol>
    </div>
  );
}
