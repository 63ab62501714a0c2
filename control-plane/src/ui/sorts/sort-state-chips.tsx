import { SORT_STATE_NAMES, SORT_STATES, type SortStateName } from '@longshore/schemas';
import chips from '../jobs/state-chips.module.css';
import { StateBadge } from '../state/state-badge.tsx';

export interface SortStateChipsProps {
  chosen: readonly SortStateName[];
  onToggle: (state: SortStateName) => void;
}

/** The states of sorts; pressed: the list is narrowed to it. */
export function SortStateChips({ chosen, onToggle }: SortStateChipsProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: toggles that belong together, not fields of a form
    <div className={chips.chips} role="group" aria-label="Narrow to states">
      {SORT_STATE_NAMES.map((state) => (
        <button
          key={state}
          type="button"
          className={chips.chip}
          aria-pressed={chosen.includes(state)}
          onClick={() => onToggle(state)}
        >
          <StateBadge view={SORT_STATES[state]} still />
        </button>
      ))}
    </div>
  );
}
