import { DELIVERY_STATES, WEBHOOK_EVENTS, WEBHOOK_STATES, type Webhook } from '@longshore/schemas';
import { formatCount } from '@longshore/schemas/words';
import Link from 'next/link';
import type { Column } from '../parts/data-table.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { StateBadge } from '../state/state-badge.tsx';
import { Ago } from '../time/ago.tsx';
import classes from './webhooks.module.css';

export const webhookHref = ({ id }: Pick<Webhook, 'id'>) => `/webhooks/${id}`;

/** What it is told of, in words. */
export function eventWords({ events }: Pick<Webhook, 'events'>): string {
  return events.map((event) => WEBHOOK_EVENTS[event].word).join(', ');
}

/** What became of its newest delivery. */
function LastDelivery({ webhook: { lastDelivery } }: { webhook: Webhook }) {
  if (lastDelivery === null) return <span className={classes.dim}>none yet</span>;
  return (
    <span className={classes.last}>
      <StateBadge view={DELIVERY_STATES[lastDelivery.state]} />
      <span className={classes.dim}>
        <Ago at={lastDelivery.triedAt ?? lastDelivery.createdAt} />
      </span>
    </span>
  );
}

/** A webhook on a phone. */
export function WebhookCard({ webhook }: { webhook: Webhook }) {
  return (
    <div className={classes.card}>
      <div className={classes['card-line']}>
        <Link href={webhookHref(webhook)} className={classes.link}>
          {webhook.name}
        </Link>
        <StateBadge view={WEBHOOK_STATES[webhook.state]} />
      </div>
      <span className={classes.url}>{webhook.url}</span>
      <span className={classes.dim}>{eventWords(webhook)}</span>
      <div className={classes['card-line']}>
        <span>
          <LastDelivery webhook={webhook} />
        </span>
      </div>
    </div>
  );
}

export const WEBHOOK_COLUMNS: Column<Webhook>[] = [
  {
    id: 'name',
    header: 'Webhook',
    width: '17%',
    cell: (webhook) => (
      <PageLink href={webhookHref(webhook)} className={classes.link} data-row-link>
        {webhook.name}
      </PageLink>
    ),
  },
  {
    id: 'state',
    header: 'State',
    width: 104,
    cell: (webhook) => <StateBadge view={WEBHOOK_STATES[webhook.state]} />,
  },
  {
    id: 'url',
    header: 'Address',
    width: '26%',
    clips: true,
    cell: (webhook) => (
      <div className={classes.clip} title={webhook.url}>
        {webhook.url}
      </div>
    ),
  },
  {
    id: 'events',
    header: 'Events',
    width: '22%',
    clips: true,
    cell: (webhook) => (
      <div className={classes.clip} title={eventWords(webhook)}>
        {eventWords(webhook)}
      </div>
    ),
  },
  {
    id: 'last',
    header: 'Last delivery',
    width: 184,
    cell: (webhook) => <LastDelivery webhook={webhook} />,
  },
  {
    id: 'waiting',
    header: 'Waiting',
    numeric: true,
    width: 84,
    cell: (webhook) => formatCount(webhook.waiting),
  },
];
