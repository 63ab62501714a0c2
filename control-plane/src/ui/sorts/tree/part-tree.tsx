'use client';
import { SORT_PART_STATES, type SortPart } from '@longshore/schemas';
import { formatCount, plural } from '@longshore/schemas/words';
import { useElementSize } from '@mantine/hooks';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { PartFacts } from './part-facts.tsx';
import classes from './part-tree.module.css';
import { layTree, neighbourOf, type TreeBlock } from './tree-layout.ts';

const ROW_PX = 34;
/** A narrower part cannot be told from its neighbour, nor hit. */
const LEAST_PX = 6;
const WORDS_PX = 54;

/** All parts as an icicle that grows downwards; one takes the focus, and arrows lead between them. */
export function PartTree({ parts }: { parts: readonly SortPart[] }) {
  const { ref, width } = useElementSize();
  const { blocks, rows } = useMemo(() => layTree(parts, width === 0 ? 0.01 : LEAST_PX / width), [parts, width]);
  const buttons = useRef(new Map<string, HTMLButtonElement>());
  const [chosen, setChosen] = useState('r');
  const shown = blocks.find(({ id }) => id === chosen) ?? blocks[0];
  const whole = blocks[0]?.count ?? null;
  const move = (event: KeyboardEvent<HTMLElement>) => {
    const next = shown === undefined ? null : neighbourOf(blocks, shown.id, event.key);
    if (next === null) return;
    event.preventDefault();
    buttons.current.get(next.id)?.focus();
  };
  return (
    <div className={classes.tree}>
      {/* biome-ignore lint/a11y/useSemanticElements: parts that arrows lead between, not fields of a form */}
      <div
        ref={ref}
        role="group"
        aria-label="Parts of the order; arrows lead from one to the next"
        className={classes.picture}
        style={{ height: Math.max(1, rows) * ROW_PX }}
        onKeyDown={move}
      >
        {blocks.map((block) => (
          <button
            key={block.id}
            ref={(button) => {
              if (button === null) buttons.current.delete(block.id);
              else buttons.current.set(block.id, button);
            }}
            type="button"
            data-compact
            className={classes.part}
            data-state={stateOf(block)}
            data-tone={toneOf(block)}
            data-inner={block.part.children.length > 0 || undefined}
            tabIndex={block === shown ? 0 : -1}
            aria-label={nameOf(block)}
            aria-current={block === shown || undefined}
            style={{ left: `${block.from * 100}%`, width: `${block.width * 100}%`, top: block.depth * ROW_PX }}
            onFocus={() => setChosen(block.id)}
            onPointerEnter={() => setChosen(block.id)}
            onClick={() => setChosen(block.id)}
          >
            {block.width * width < WORDS_PX ? null : <span className={classes.words}>{wordsOf(block)}</span>}
          </button>
        ))}
      </div>
      {shown === undefined ? null : <PartFacts block={shown} whole={whole} />}
    </div>
  );
}

/** Of several the one that is furthest behind. */
function stateOf(block: TreeBlock): SortPart['state'] {
  if (block.parts === 1) return block.part.state;
  if (block.done === block.parts) return 'sorted';
  return block.done === 0 && block.part.state === 'waiting' ? 'waiting' : 'sorting';
}

function toneOf(block: TreeBlock): string {
  return SORT_PART_STATES[stateOf(block)].tone;
}

/** What stands in a part that is wide enough. */
function wordsOf({ depth, part, parts, count }: TreeBlock): string {
  if (parts > 1) return plural(parts, 'part');
  if (count === null) return depth === 0 ? 'The whole' : part.id;
  return depth === 0 ? plural(count, 'element') : formatCount(count);
}

function nameOf(block: TreeBlock): string {
  const size = block.count === null ? 'size not known yet' : plural(block.count, 'element');
  if (block.parts > 1) return `${plural(block.parts, 'part')} from ${block.id}: ${size}, ${block.done} done`;
  const name = block.depth === 0 ? 'The whole' : `Part ${block.id}`;
  return `${name}: ${size}, ${SORT_PART_STATES[block.part.state].word.toLowerCase()}`;
}
