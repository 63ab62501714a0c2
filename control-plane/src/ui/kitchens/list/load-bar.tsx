import type { KitchenSummary } from '@longshore/schemas';
import { formatCount, formatShare } from '@longshore/schemas/words';
import classes from './list.module.css';

const FULL = 0.9;

/** How much of a kitchen’s room is taken. */
export function LoadBar({ kitchen }: { kitchen: KitchenSummary }) {
  const { name, load, held, capacity, railMax, state } = kitchen;
  const words = `${formatCount(held)} of ${formatCount(capacity + railMax)}`;
  return (
    <span className={classes.load}>
      {/* biome-ignore lint/a11y/useSemanticElements: a meter element cannot be drawn alike in all browsers */}
      <span
        className={classes.track}
        role="meter"
        aria-label={`Load of ${name}`}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(load * 100)}
        aria-valuetext={`${formatShare(load)}, ${words}`}
        title={`${words}: ${formatCount(capacity)} cooks, and room for ${formatCount(railMax)} to wait`}
      >
        <span
          className={classes.taken}
          data-full={load > FULL || undefined}
          data-stale={state !== 'open' && state !== 'closing' ? true : undefined}
          style={{ width: `${Math.min(1, load) * 100}%` }}
        />
      </span>
      <span className={classes.words}>{words}</span>
    </span>
  );
}
