import type { KitchenRun } from '@longshore/schemas';
import { formatCount } from '@longshore/schemas/words';
import { type Fact, Facts } from '../../parts/facts.tsx';
import { PageLink } from '../../parts/page-link.tsx';
import { Ago } from '../../time/ago.tsx';
import list from '../list/list.module.css';

/** With what a run was started, by whom, and how many orders came in. */
export function RunFacts({ run }: { run: KitchenRun }) {
  return <Facts facts={factsOf(run)} />;
}

function factsOf(run: KitchenRun): Fact[] {
  const { load, specialty, time, distance } = run.weights;
  return [
    ['Policy', run.policy],
    ...(run.policy === 'scored'
      ? [['Weights', `load ${load}, specialty ${specialty}, time ${time}, distance ${distance}`] as const]
      : []),
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
