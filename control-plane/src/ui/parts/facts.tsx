import type { ReactNode } from 'react';
import classes from './facts.module.css';

/** A name, and what stands under it. */
export type Fact = readonly [name: string, value: ReactNode];

/** What one wants to know of a thing at a glance: names over values, in a row that wraps. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className={classes.facts}>
      {facts.map(([name, value]) => (
        <div key={name} className={classes.fact}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
