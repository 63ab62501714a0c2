'use client';
import { KITCHEN_RUN_STATES } from '@longshore/schemas';
import { useQuery } from '@tanstack/react-query';
import { kitchenRunsQuery } from '../api/kitchen-queries.ts';
import { PageLink } from '../parts/page-link.tsx';
import { StateBadge } from '../state/state-badge.tsx';
import classes from './kitchens.module.css';
import { runSentence, scenarioWord } from './runs/run-words.ts';

/** The run that goes on, in a line, which is kept where none does. */
export function RunNote() {
  const { data } = useQuery(kitchenRunsQuery());
  const run = data?.items.find(({ state }) => !KITCHEN_RUN_STATES[state].terminal);
  if (run === undefined) {
    return <p className={classes.run}>{data === undefined ? '\u00a0' : 'No scenario is going on.'}</p>;
  }
  return (
    <p className={classes.run}>
      <StateBadge view={KITCHEN_RUN_STATES[run.state]} />
      <PageLink href={`/kitchens/runs/${run.id}`} className={classes.link}>
        {scenarioWord(run.scenario)}
      </PageLink>
      <span>{runSentence(run)}</span>
    </p>
  );
}
