'use client';
import { JOB_STATE_NAMES, JOB_STATES, type JobState, type Overview } from '@longshore/schemas';
import { formatCount } from '@longshore/schemas/words';
import { useQuery } from '@tanstack/react-query';
import { overviewQuery } from '../api/queries.ts';
import { StateBadge } from '../state/state-badge.tsx';
import classes from './state-chips.module.css';

export interface StateChipsProps {
  chosen: readonly JobState[];
  onToggle: (state: JobState) => void;
}

const countsOf = ({ jobs }: Overview) => jobs;

/** The states with how many jobs each has; pressed: the list is narrowed to it. */
export function StateChips({ chosen, onToggle }: StateChipsProps) {
  const { data: counts } = useQuery({ ...overviewQuery(), select: countsOf });
  return (
    // biome-ignore lint/a11y/useSemanticElements: toggles that belong together, not fields of a form
    <div className={classes.chips} role="group" aria-label="Narrow to states">
      {JOB_STATE_NAMES.map((state) => (
        <button
          key={state}
          type="button"
          className={classes.chip}
          aria-pressed={chosen.includes(state)}
          onClick={() => onToggle(state)}
        >
          <StateBadge view={JOB_STATES[state]} still />
          <span className={classes.count}>{counts === undefined ? '–' : formatCount(counts[state])}</span>
        </button>
      ))}
    </div>
  );
}
