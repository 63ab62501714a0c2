import type { StateView } from '@longshore/schemas';
import classes from './state-badge.module.css';
import { StateIcon } from './state-icon.tsx';

export interface StateBadgeProps {
  /** From a state table, and from nowhere else. */
  view: StateView;
  /** `plain`: icon and word, for rows; `pill`: on its colour, for headers. */
  look?: 'plain' | 'pill';
  /** The figure's source has gone quiet: the state is what was last known. */
  stale?: boolean;
  /** It names the state and is not in it: nothing turns. */
  still?: boolean;
}

/** The one way in which a state is shown: word, icon and colour of the state tables. */
export function StateBadge({ view, look = 'plain', stale = false, still = false }: StateBadgeProps) {
  return (
    <span
      className={classes.badge}
      data-tone={stale ? 'stale' : view.tone}
      data-look={look}
      data-icon={view.icon}
      data-still={still || undefined}
      title={stale ? `${view.word}, when last heard` : undefined}
    >
      <StateIcon icon={view.icon} size={look === 'pill' ? 15 : 14} />
      <span>{view.word}</span>
    </span>
  );
}
