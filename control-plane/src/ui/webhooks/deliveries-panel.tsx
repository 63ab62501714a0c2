'use client';
import { DELIVERY_STATES, type Delivery, WEBHOOK_EVENTS, WEBHOOK_TEST_EVENT, type Webhook } from '@longshore/schemas';
import { formatCount, formatDuration } from '@longshore/schemas/words';
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { deliveriesQuery } from '../api/webhook-queries.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Facts } from '../parts/facts.tsx';
import { IdText } from '../parts/id-text.tsx';
import { JsonView } from '../parts/json-view.tsx';
import { May } from '../parts/may.tsx';
import { notifyFailure } from '../parts/notify-failure.ts';
import { Panel } from '../parts/panel.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { StateBadge } from '../state/state-badge.tsx';
import { Ago } from '../time/ago.tsx';
import { retryDelivery } from './change-webhook.ts';
import classes from './webhooks.module.css';

const rowId = ({ id }: Delivery) => id;

function eventWord({ event }: Delivery): string {
  return event === WEBHOOK_TEST_EVENT ? 'Test' : WEBHOOK_EVENTS[event].word;
}

/** Where what it is about has its page; null: it is a test. */
function subjectHref({ subjectType, subjectId }: Delivery): string | null {
  return subjectType === 'webhook' ? null : `/${subjectType}s/${encodeURIComponent(subjectId)}`;
}

/** What a delivery came to, in a line: `Delivered: answered 204, 12 ms`. */
export function resultWords({ state, detail, tookMs }: Delivery): string {
  const { word } = DELIVERY_STATES[state];
  return `${word}${detail === null ? '' : `: ${detail}`}${tookMs === null ? '' : `, ${formatDuration(tookMs)}`}`;
}

const COLUMNS: Column<Delivery>[] = [
  {
    id: 'state',
    header: 'State',
    width: 120,
    cell: (delivery) => <StateBadge view={DELIVERY_STATES[delivery.state]} />,
  },
  {
    id: 'event',
    header: 'Event',
    width: '16%',
    cell: (delivery) => eventWord(delivery),
  },
  {
    id: 'about',
    header: 'About',
    width: '18%',
    cell: (delivery) => {
      const href = subjectHref(delivery);
      if (href === null) return <span className={classes.dim}>–</span>;
      return (
        <Link href={href} className={classes.link}>
          {delivery.subjectType === 'job' ? `…${delivery.subjectId.slice(-8)}` : delivery.subjectId}
        </Link>
      );
    },
  },
  {
    id: 'result',
    header: 'Last answer',
    cell: (delivery) => (
      <div className={classes.clip} title={delivery.detail ?? undefined}>
        {delivery.detail ?? <span className={classes.dim}>not tried yet</span>}
      </div>
    ),
  },
  {
    id: 'tries',
    header: 'Tries',
    numeric: true,
    width: 70,
    cell: (delivery) => formatCount(delivery.tries),
  },
  {
    id: 'at',
    header: 'Event at',
    numeric: true,
    width: 120,
    cell: (delivery) => <Ago at={delivery.createdAt} />,
  },
];

/** What was sent and what is waiting, the newest first. */
export function DeliveriesPanel({ webhook }: { webhook: Webhook }) {
  const { data, error, refetch } = useQuery(deliveriesQuery(webhook.id));
  const none = data !== undefined && data.items.length === 0;
  return (
    <Panel title="Deliveries" flush={!none} aside="kept for 14 days">
      {error === null ? null : <ProblemNote error={error} retry={() => void refetch()} />}
      {none ? (
        <p className={classes.quiet}>Nothing was sent yet. Send test sends something now.</p>
      ) : (
        <DataTable
          label={`Deliveries of ${webhook.name}`}
          rows={data?.items}
          columns={COLUMNS}
          rowId={rowId}
          card={(delivery) => <DeliveryCard delivery={delivery} />}
          fold={(delivery) => <DeliveryDetail webhook={webhook} delivery={delivery} />}
          skeletonRows={4}
          framed
        />
      )}
    </Panel>
  );
}

function DeliveryCard({ delivery }: { delivery: Delivery }) {
  return (
    <div className={classes.card}>
      <div className={classes['card-line']}>
        <span className={classes.name}>{eventWord(delivery)}</span>
        <StateBadge view={DELIVERY_STATES[delivery.state]} />
      </div>
      <div className={classes['card-line']}>
        <span className={classes.url}>{delivery.detail ?? 'not tried yet'}</span>
        <span className={classes.dim}>
          <Ago at={delivery.createdAt} />
        </span>
      </div>
    </div>
  );
}

function DeliveryDetail({ webhook, delivery }: { webhook: Webhook; delivery: Delivery }) {
  const client = useQueryClient();
  const retry = useMutation({
    mutationFn: () => retryDelivery(webhook.id, delivery.id),
    onSuccess: () => client.invalidateQueries({ queryKey: ['webhooks'] }),
    onError: notifyFailure('Not tried again'),
  });
  const payload: unknown = JSON.parse(delivery.payload);
  return (
    <div className={classes.detail}>
      <Facts
        facts={[
          ['webhook-id', <IdText key="id" id={delivery.eventId} what="webhook-id" />],
          ['Tries', formatCount(delivery.tries)],
          ...(delivery.triedAt === null ? [] : [['Last try', <Ago key="tried" at={delivery.triedAt} />] as const]),
          ...(delivery.tookMs === null ? [] : [['Took', formatDuration(delivery.tookMs)] as const]),
          ...(delivery.nextAt === null ? [] : [['Next try', <Ago key="next" at={delivery.nextAt} />] as const]),
        ]}
      />
      {delivery.detail === null ? null : <span className={classes.url}>{delivery.detail}</span>}
      {delivery.response === null ? null : (
        <div>
          <span className={classes.dim}>Start of the answer</span>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long answer scrolls, also by keyboard */}
          <pre className={classes.response} tabIndex={0}>
            {delivery.response}
          </pre>
        </div>
      )}
      <JsonView value={payload} label="What is sent" />
      <div>
        <May permission="webhooks:write">
          <Button
            size="xs"
            variant="default"
            loading={retry.isPending}
            disabled={webhook.state === 'PAUSED' || webhook.state === 'GONE'}
            onClick={() => retry.mutate()}
          >
            {delivery.state === 'DELIVERED' ? 'Send again' : 'Retry now'}
          </Button>
        </May>
      </div>
    </div>
  );
}
