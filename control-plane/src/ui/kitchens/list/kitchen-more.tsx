'use client';
import { type KitchenSummary, ORDER_STATES, UPSET_NAMES, UPSETS } from '@longshore/schemas';
import { formatCount, plural } from '@longshore/schemas/words';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { kitchenQuery } from '../../api/kitchen-queries.ts';
import { Button } from '../../parts/button/button.tsx';
import { type Fact, Facts } from '../../parts/facts.tsx';
import { hint } from '../../parts/hint/hint.ts';
import { May } from '../../parts/may.tsx';
import { Note } from '../../parts/note.tsx';
import { PageLink } from '../../parts/page-link.tsx';
import { StateBadge } from '../../state/state-badge.tsx';
import { Ago } from '../../time/ago.tsx';
import { KitchenWhere, specialtyWords } from './kitchen-columns.tsx';
import classes from './list.module.css';
import { type KitchenAct, UPSET_WORDS } from './upset-words.ts';

const MOST_ORDERS = 24;

/** A kitchen folded out: where it runs, what it has, and what can be done to it. */
export function KitchenMore({ kitchen, onAct }: { kitchen: KitchenSummary; onAct: (act: KitchenAct) => void }) {
  const acts = kitchen.state === 'open';
  return (
    <div className={classes.more}>
      <Facts facts={factsOf(kitchen)} />
      {kitchen.nonsense === 0 ? null : (
        <Note
          tone="look"
          icon={<IconAlertTriangle size={18} />}
          title={`${plural(kitchen.nonsense, 'report')} of it could not be true`}
        >
          {kitchen.nonsenseWords ?? ''} They changed nothing.
        </Note>
      )}
      <HeldOrders kitchen={kitchen} />
      <div className={classes.acts}>
        {UPSET_NAMES.map((upset) => (
          <May key={upset} permission="kitchens:write">
            <Button
              size="xs"
              variant="default"
              disabled={!acts}
              onClick={() => onAct(upset)}
              aria-label={`${UPSET_WORDS[upset].button} ${kitchen.name}`}
              {...hint(UPSETS[upset])}
            >
              {UPSET_WORDS[upset].button}
            </Button>
          </May>
        ))}
        <May permission="kitchens:write">
          <Button
            size="xs"
            variant="default"
            disabled={kitchen.state === 'closing' || kitchen.state === 'closed'}
            onClick={() => onAct('close')}
            aria-label={`Close ${kitchen.name}`}
          >
            Close
          </Button>
        </May>
      </div>
    </div>
  );
}

function factsOf(kitchen: KitchenSummary): Fact[] {
  const { jobId, boots, heardAt, openedAt, capacity, railMax, clockFactor } = kitchen;
  return [
    ['Runs on', <KitchenWhere key="agent" kitchen={kitchen} />],
    [
      'Job',
      jobId === null ? (
        'none of ours'
      ) : (
        <PageLink key="job" href={`/jobs/${jobId}`} className={classes.link}>
          its job
        </PageLink>
      ),
    ],
    ['Cooks', formatCount(capacity)],
    ['May wait in it', formatCount(railMax)],
    ['Best at', specialtyWords(kitchen)],
    ...(clockFactor === 1 ? [] : [['Clock', `${formatCount(clockFactor)} times as fast`] as const]),
    ['Opened', <Ago key="opened" at={openedAt} />],
    ['Last heard', heardAt === null ? 'never' : <Ago key="heard" at={heardAt} />],
    ['Registered', plural(boots, 'time')],
  ];
}

function HeldOrders({ kitchen: { id, name } }: { kitchen: KitchenSummary }) {
  const { data } = useQuery(kitchenQuery(id));
  const orders = data?.orders ?? [];
  if (orders.length === 0) {
    return <p className={classes.dim}>{data === undefined ? '\u00a0' : 'It has no order now.'}</p>;
  }
  return (
    <ul className={classes.orders} aria-label={`Orders of ${name}`}>
      {orders.slice(0, MOST_ORDERS).map((order) => (
        <li key={order.id}>
          <PageLink href={`/kitchens/orders/${order.id}`} className={classes.link}>
            {order.dish}
          </PageLink>
          <StateBadge view={ORDER_STATES[order.state]} still />
        </li>
      ))}
      {orders.length > MOST_ORDERS ? <li>{formatCount(orders.length - MOST_ORDERS)} more</li> : null}
    </ul>
  );
}
