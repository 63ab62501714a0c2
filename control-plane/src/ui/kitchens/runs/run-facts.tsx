import type { KitchenRun } from '@longshore/schemas';
import { formatCount, formatDuration, runWeightsWords } from '@longshore/schemas/words';
import { type Fact, Facts } from '../../parts/facts.tsx';
import { PageLink } from '../../parts/page-link.tsx';
import { Ago } from '../../time/ago.tsx';
import list from '../list/list.module.css';

/** With what a run was started, by whom, and how many orders came in. */
export function RunFacts({ run }: { run: KitchenRun }) {
  return <Facts facts={factsOf(run)} />;
}

function migrationWords({ highPercent, lowPercent, movesMax }: NonNullable<KitchenRun['migration']>): string {
  return movesMax === 0 ? 'none' : `above ${highPercent} % to below ${lowPercent} %, ${movesMax} in a cycle at most`;
}

function factsOf(run: KitchenRun): Fact[] {
  const weights = runWeightsWords(run);
  const { migration, silence } = run;
  return [
    ['Policy', run.policy],
    ...(weights === null ? [] : [['Weights', weights] as const]),
    ...(migration === null ? [] : [['Migration', migrationWords(migration)] as const]),
    ...(silence === null ? [] : [['Lost after', `${formatDuration(silence.lostAfterMs)} of silence`] as const]),
    ['Seed', run.seed],
    ['Kitchens', formatCount(run.kitchens)],
    ['Speed', run.speed === 1 ? 'as it is' : `${run.speed} times`],
    ['By', run.startedBy],
    ['Asked for', <Ago key="created" at={run.createdAt} />],
    [
      'Orders',
      <PageLink key="orders" href={`/kitchens/orders?run=${run.id}`} className={list.link}>
        {formatCount(run.received)}
      </PageLink>,
    ],
  ];
}
