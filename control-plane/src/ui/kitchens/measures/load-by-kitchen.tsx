'use client';
import { formatShare } from '@longshore/schemas/words';
import { useQuery } from '@tanstack/react-query';
import { kitchensQuery } from '../../api/kitchen-queries.ts';
import classes from './measures.module.css';

/** More bars than these are thinner than what can be seen. */
const MOST = 60;

/** How the load lies on the kitchens now: a bar for each. */
export function LoadByKitchen() {
  const open = (useQuery(kitchensQuery()).data?.items ?? []).filter(({ state }) => state === 'open');
  const loads = open.map(({ load }) => load);
  const [least, most] = [Math.min(1, ...loads), Math.max(0, ...loads)];
  const words = loads.length === 0 ? '–' : `${formatShare(least)} to ${formatShare(most)}`;
  return (
    <section className={classes.card} aria-label="Load by kitchen">
      <h3>Load by kitchen</h3>
      <p className={classes.figure}>
        <strong>{words}</strong>
      </p>
      <div className={classes.bars} role="img" aria-label={`Load of ${loads.length} open kitchens: ${words}`}>
        {open.slice(0, MOST).map(({ id, name, load }) => (
          <span key={id} title={`${name}: ${formatShare(load)}`}>
            <i data-full={load > 0.9 || undefined} style={{ height: `${Math.min(1, load) * 100}%` }} />
          </span>
        ))}
      </div>
    </section>
  );
}
