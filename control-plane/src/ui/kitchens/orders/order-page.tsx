'use client';
import { KITCHEN_RUN_STATES, ORDER_FAILURES, ORDER_STATES, type OrderView } from '@longshore/schemas';
import { formatCount, formatDuration } from '@longshore/schemas/words';
import { useDocumentTitle } from '@mantine/hooks';
import { IconAlertTriangle, IconHourglass } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { kitchenNetworkQuery, kitchenRunQuery, orderQuery } from '../../api/kitchen-queries.ts';
import { Button } from '../../parts/button/button.tsx';
import { type Fact, Facts } from '../../parts/facts.tsx';
import { IdText } from '../../parts/id-text.tsx';
import { late } from '../../parts/late.tsx';
import { May } from '../../parts/may.tsx';
import { Note } from '../../parts/note.tsx';
import { NothingToShow } from '../../parts/nothing-to-show.tsx';
import { PageBody } from '../../parts/page-body.tsx';
import { PageLink } from '../../parts/page-link.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { StateBadge } from '../../state/state-badge.tsx';
import { Ago } from '../../time/ago.tsx';
import { Elapsed } from '../../time/elapsed.tsx';
import { capitalised, withStop } from '../../words/sentence.ts';
import { callOffOrder } from '../change-kitchens.ts';
import { placeWords } from '../controls/place-words.ts';
import { KitchensBar } from '../kitchens-bar.tsx';
import list from '../list/list.module.css';
import { scenarioWord } from '../runs/run-words.ts';
import classes from './order.module.css';
import { OrderLife } from './order-life.tsx';
import { handsWords, orderSpans } from './order-words.ts';

// What one scrolls to.
const OrderReceiptPicture = late(
  async () => (await import('./order-receipt.tsx')).OrderReceiptPicture,
  <Skeleton height={220} />,
);

/** One order: how it stands, what happened to it, and why it went where it went. */
export function OrderPage({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(orderQuery(id));
  useDocumentTitle(`${data === undefined ? 'Order' : capitalised(data.dish)} · Longshore`);
  if (data === undefined) {
    return (
      <PageBody>
        <KitchensBar />
        {error === null ? (
          <Skeleton height={360} aria-busy />
        ) : (
          <NothingToShow
            error={error}
            retry={() => void refetch()}
            others={{ href: '/kitchens/orders', words: 'All orders' }}
          />
        )}
      </PageBody>
    );
  }
  return (
    <PageBody>
      <KitchensBar />
      <OrderHeader order={data} />
      {error === null ? null : <ProblemNote error={error} retry={() => void refetch()} />}
      <OrderFacts order={data} />
      <Notes order={data} />
      <Panel title="Life">
        <OrderLife life={data.life} />
      </Panel>
      {data.withoutReceipt === '' ? null : (
        <Panel title="Why it went there">
          <p className={list.dim}>{withStop(data.withoutReceipt)}</p>
        </Panel>
      )}
      {data.receipts.map((receipt, index) => (
        <Panel
          key={`${receipt.epoch} ${receipt.at}`}
          title={index === 0 ? 'Why it went there' : 'And before that'}
          aside={receipt.policy}
        >
          <OrderReceiptPicture receipt={receipt} />
        </Panel>
      ))}
    </PageBody>
  );
}

function OrderHeader({ order }: { order: OrderView }) {
  const client = useQueryClient();
  const callOff = useMutation({
    mutationFn: () => callOffOrder(order.id),
    onSettled: () => client.invalidateQueries({ queryKey: ['kitchens'] }),
  });
  return (
    <>
      <header className={classes.header}>
        <div className={classes.title}>
          <h1>{capitalised(order.dish)}</h1>
          <StateBadge view={ORDER_STATES[order.state]} look="pill" />
        </div>
        {order.state === 'received' || order.state === 'assigned' ? (
          <May permission="kitchens:write">
            <Button variant="default" loading={callOff.isPending} onClick={() => callOff.mutate()}>
              Call it off
            </Button>
          </May>
        ) : null}
      </header>
      {callOff.error === null ? null : <ProblemNote error={callOff.error} />}
    </>
  );
}

function OrderFacts({ order }: { order: OrderView }) {
  const network = useQuery(kitchenNetworkQuery()).data;
  const run = useQuery({ ...kitchenRunQuery(order.run ?? ''), enabled: order.run !== null }).data;
  const { waitedMs, cookedMs, carriedMs, responseMs } = orderSpans(order);
  const span = (name: string, ms: number | null): Fact[] => (ms === null ? [] : [[name, formatDuration(ms)]]);
  const facts: Fact[] = [
    ['Received', <Ago key="received" at={order.receivedAt} />],
    ...(order.kitchen === null
      ? []
      : [
          [
            'Kitchen',
            <PageLink
              key="kitchen"
              href={`/kitchens/orders?kitchen=${encodeURIComponent(order.kitchen)}`}
              className={list.link}
            >
              {order.kitchen}
            </PageLink>,
          ] as const,
        ]),
    ...(waitedMs === null && order.endedAt === null
      ? [['Waiting for', <Elapsed key="waits" from={order.receivedAt} to={null} />] as const]
      : span('Waited', waitedMs)),
    ...span('Cooked in', cookedMs),
    ...span('Carried in', carriedMs),
    ...span('Response', responseMs),
    ...(network === undefined ? [] : [['Customer', placeWords(order.place, network.city.centre)] as const]),
    ['Priority', formatCount(order.priority)],
    ['Changed hands', `${formatCount(order.epoch)} ${order.epoch === 1 ? 'time' : 'times'}`],
    ...(order.run === null
      ? []
      : [
          [
            'Run',
            <PageLink key="run" href={`/kitchens/runs/${order.run}`} className={list.link}>
              {run === undefined
                ? 'its run'
                : `${scenarioWord(run.scenario)}, ${KITCHEN_RUN_STATES[run.state].word.toLowerCase()}`}
            </PageLink>,
          ] as const,
        ]),
    ['Id', <IdText key="id" id={order.id} what="order id" />],
  ];
  return <Facts facts={facts} />;
}

function Notes({ order }: { order: OrderView }) {
  const hands = handsWords(order);
  return (
    <>
      {order.waitsFor === '' ? null : (
        <Note tone="look" icon={<IconHourglass size={18} />} title={order.waitsFor}>
          It is given to a kitchen as soon as one has room, by priority and then by age.
        </Note>
      )}
      {order.failure === null ? null : (
        <Note tone="badly" icon={<IconAlertTriangle size={18} />} title={order.failure.message}>
          {hands === '' ? '' : `${capitalised(hands)}. `}
          {ORDER_FAILURES[order.failure.code].advice}
        </Note>
      )}
      {order.failure === null && hands !== '' ? <p className={list.dim}>{capitalised(hands)}.</p> : null}
    </>
  );
}
