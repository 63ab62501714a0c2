import { SORT_PART_STATES } from '@longshore/schemas';
import { formatBytes, formatCount, formatShare, plural } from '@longshore/schemas/words';
import { StateBadge } from '../../state/state-badge.tsx';
import classes from './part-tree.module.css';
import type { TreeBlock } from './tree-layout.ts';

/** What is known of the part that was chosen, or of several small ones. */
export function PartFacts({ block, whole }: { block: TreeBlock; whole: number | null }) {
  const { part } = block;
  return (
    <p className={classes.facts}>
      <strong>
        {block.depth === 0 ? 'The whole' : block.parts > 1 ? plural(block.parts, 'part') : `Part ${part.id}`}
      </strong>
      {block.parts > 1 ? (
        <span>{formatCount(block.done)} done</span>
      ) : (
        <StateBadge view={SORT_PART_STATES[part.state]} still />
      )}
      <span>
        {block.count === null ? 'size not known yet' : plural(block.count, 'element')}
        {block.count === null || whole === null || whole === 0 || block.depth === 0
          ? ''
          : `, ${formatShare(block.count / whole)} of all`}
        {part.bytes === null || block.parts > 1 ? '' : `, ${formatBytes(part.bytes)}`}
      </span>
      {block.parts > 1 ? null : (
        <span>
          {part.children.length > 0
            ? `parted into ${formatCount(part.children.length)}`
            : part.role === 'split'
              ? `to be parted, read in ${plural(part.shares, 'share')}`
              : 'sorted as it is'}
        </span>
      )}
    </p>
  );
}
