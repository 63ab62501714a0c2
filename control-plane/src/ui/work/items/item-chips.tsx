import {
  WORK_ITEM_STATES,
  WORK_ITEM_STATUSES,
  WORK_TYPES,
  type WorkItemStatus,
  type WorkType,
} from '@longshore/schemas';
import chips from '../../jobs/state-chips.module.css';
import { StateBadge } from '../../state/state-badge.tsx';
import { typeWord } from '../type-word.ts';

export interface ItemChipsProps {
  types: readonly WorkType[];
  states: readonly WorkItemStatus[];
  onType: (type: WorkType) => void;
  onState: (state: WorkItemStatus) => void;
}

/** Types and states to press; pressed: the list is narrowed to it. */
export function ItemChips({ types, states, onType, onState }: ItemChipsProps) {
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: toggles that belong together, not fields of a form */}
      <div className={chips.chips} role="group" aria-label="Narrow to types">
        {WORK_TYPES.map((type) => (
          <button
            key={type}
            type="button"
            className={chips.chip}
            aria-pressed={types.includes(type)}
            onClick={() => onType(type)}
          >
            {typeWord(type)}
          </button>
        ))}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: toggles that belong together, not fields of a form */}
      <div className={chips.chips} role="group" aria-label="Narrow to states">
        {WORK_ITEM_STATUSES.map((state) => (
          <button
            key={state}
            type="button"
            className={chips.chip}
            aria-pressed={states.includes(state)}
            onClick={() => onState(state)}
          >
            <StateBadge view={WORK_ITEM_STATES[state]} still />
          </button>
        ))}
      </div>
    </>
  );
}
