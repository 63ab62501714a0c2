'use client';
import type { Webhook, WebhookSecret } from '@longshore/schemas';
import { Button } from '@mantine/core';
import { IconAlertTriangle, IconPlus, IconWebhook } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { webhooksQuery } from '../api/webhook-queries.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Empty } from '../parts/empty.tsx';
import { May } from '../parts/may.tsx';
import { Note } from '../parts/note.tsx';
import { PageBody, PageHead } from '../parts/page-body.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { SettingsBar } from '../settings/settings-bar.tsx';
import { FIRST_WEBHOOK_COMMAND } from './first-webhook-command.ts';
import { WEBHOOK_COLUMNS, WebhookCard, webhookHref } from './webhook-columns.tsx';
import { WebhookDialog } from './webhook-dialog.tsx';
import { WebhookSecretDialog } from './webhook-secret-dialog.tsx';
import { webhooksSentence } from './webhooks-sentence.ts';

const rowId = ({ id }: Webhook) => id;

/** Who is told of events over HTTP, and how it went. */
export function WebhooksPage() {
  const router = useRouter();
  const { data, error, refetch } = useQuery(webhooksQuery());
  const [asking, setAsking] = useState(false);
  const [made, setMade] = useState<WebhookSecret | null>(null);
  const keyless = data?.ready === false;
  const create = (
    <May permission="webhooks:write">
      <Button leftSection={<IconPlus size={16} aria-hidden />} disabled={keyless} onClick={() => setAsking(true)}>
        New webhook
      </Button>
    </May>
  );
  return (
    <PageBody wide>
      <SettingsBar />
      <PageHead title="Webhooks" answer={data === undefined ? '\u00a0' : webhooksSentence(data)} actions={create} />
      {error === null ? null : <ProblemNote error={error} retry={() => void refetch()} />}
      {keyless ? (
        <Note tone="look" icon={<IconAlertTriangle size={18} />} title="No key to keep secrets under">
          Set LONGSHORE_SECRET_KEY for web and dispatcher to the same key and restart them;{' '}
          <code>openssl rand -base64 32</code> makes one. Until then no webhook can be made, and all else works.
        </Note>
      ) : null}
      {data !== undefined && data.items.length === 0 ? (
        <Empty
          icon={<IconWebhook size={22} />}
          title="No webhooks yet"
          {...(keyless ? {} : { command: FIRST_WEBHOOK_COMMAND, action: create })}
        >
          A webhook tells a program of yours when a job ends or an agent is lost: by POST, signed, and again until it is
          answered.
        </Empty>
      ) : data === undefined && error !== null ? null : (
        <DataTable
          label="Webhooks"
          rows={data?.items}
          columns={WEBHOOK_COLUMNS}
          rowId={rowId}
          href={webhookHref}
          card={(webhook) => <WebhookCard webhook={webhook} />}
          skeletonRows={3}
        />
      )}
      {asking ? <WebhookDialog webhook={null} onClose={() => setAsking(false)} onMade={setMade} /> : null}
      {made === null ? null : (
        <WebhookSecretDialog
          made={made}
          onClose={() => {
            setMade(null);
            router.push(webhookHref(made));
          }}
        />
      )}
    </PageBody>
  );
}
