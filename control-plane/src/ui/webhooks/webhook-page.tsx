'use client';
import { DELIVERY_STATES } from '@longshore/schemas';
import { useDocumentTitle } from '@mantine/hooks';
import { IconAlertTriangle, IconSend } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { deliveriesQuery, webhookQuery } from '../api/webhook-queries.ts';
import { Facts } from '../parts/facts.tsx';
import { IdText } from '../parts/id-text.tsx';
import { Note } from '../parts/note.tsx';
import { NothingToShow } from '../parts/nothing-to-show.tsx';
import { PageBody } from '../parts/page-body.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { Ago } from '../time/ago.tsx';
import { DeliveriesPanel, resultWords } from './deliveries-panel.tsx';
import { eventWords } from './webhook-columns.tsx';
import { WebhookHeader } from './webhook-header.tsx';
import classes from './webhooks.module.css';

const OTHERS = { href: '/webhooks', words: 'All webhooks' };

/** One webhook: where it leads, what it is told of, and every delivery with what came of it. */
export function WebhookPage({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(webhookQuery(id));
  const [tested, setTested] = useState<string | null>(null);
  useDocumentTitle(data === undefined ? 'Webhook · Longshore' : `${data.name} · Longshore`);
  if (data === undefined) {
    return (
      <PageBody>
        {error === null ? (
          <Skeleton height={240} aria-busy />
        ) : (
          <NothingToShow error={error} retry={() => void refetch()} others={OTHERS} />
        )}
      </PageBody>
    );
  }
  return (
    <PageBody>
      <WebhookHeader webhook={data} onTest={setTested} />
      {error === null ? null : <ProblemNote error={error} retry={() => void refetch()} />}
      {data.pausedBecause === null ? null : (
        <Note tone="look" icon={<IconAlertTriangle size={18} />} title="Paused by itself">
          {data.pausedBecause} Change the address, or resume it when the receiver is back.
        </Note>
      )}
      {data.state === 'UNREADABLE' ? (
        <Note tone="look" icon={<IconAlertTriangle size={18} />} title="Its secret cannot be read">
          It is kept under a key that the control plane no longer has, so nothing can be signed. Rotate the secret.
        </Note>
      ) : null}
      {tested === null ? null : <TestResult webhookId={data.id} delivery={tested} />}
      <Facts
        facts={[
          [
            'Address',
            <span key="url" className={classes.url}>
              {data.url}
            </span>,
          ],
          ['Events', eventWords(data)],
          ['Waiting', data.waiting],
          ['Secret', data.rotatedAt === null ? 'as made' : <Ago key="rotated" at={data.rotatedAt} />],
          ['Id', <IdText key="id" id={data.id} what="webhook id" />],
        ]}
      />
      <DeliveriesPanel webhook={data} />
    </PageBody>
  );
}

/** What a test came to, as soon as it is known. */
function TestResult({ webhookId, delivery: id }: { webhookId: string; delivery: string }) {
  const { data } = useQuery(deliveriesQuery(webhookId));
  const delivery = data?.items.find((candidate) => candidate.id === id);
  const ended = delivery !== undefined && delivery.state !== 'PENDING';
  return (
    <Note
      tone={ended ? DELIVERY_STATES[delivery.state].tone : 'waiting'}
      icon={<IconSend size={18} />}
      title={ended ? `Test ${delivery.state === 'DELIVERED' ? 'answered' : 'failed'}` : 'Test sent'}
    >
      {ended ? resultWords(delivery) : 'Waiting for the answer, for ten seconds at most.'}
    </Note>
  );
}
