import type { WorkType } from '@longshore/schemas';
import { formatCount } from '@longshore/schemas/words';
import chips from '../../jobs/state-chips.module.css';
import { typeWord } from '../type-word.ts';

export interface DeadChipsProps {
  counts: readonly { type: WorkType; count: number }[];
  chosen: readonly WorkType[];
  onToggle: (type: WorkType) => void;
}

/** The types with how many dead letters each has; pressed: the list is narrowed to it. */
export function DeadChips({ counts, chosen, onToggle }: DeadChipsProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: toggles that belong together, not fields of a form
    <div className={chips.chips} role="group" aria-label="Narrow to types">
      {counts.map(({ type, count }) => (
        <button
          key={type}
          type="button"
          className={chips.chip}
          aria-pressed={chosen.includes(type)}
          onClick={() => onToggle(type)}
        >
          {typeWord(type)}
          <span className={chips.count}>{formatCount(count)}</span>
        </button>
      ))}
    </div>
  );
}
