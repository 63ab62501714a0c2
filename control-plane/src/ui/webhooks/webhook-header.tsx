'use client';
import { WEBHOOK_STATES, type Webhook, type WebhookSecret } from '@longshore/schemas';
import { ActionIcon, Button } from '@mantine/core';
import {
  IconDots,
  IconKey,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconSend,
  IconTrash,
} from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { AskDialog } from '../parts/ask-dialog.tsx';
import { May, MayItem } from '../parts/may.tsx';
import { Menu } from '../parts/menu/menu.tsx';
import { MenuItem } from '../parts/menu/menu-item.tsx';
import { notifyFailure } from '../parts/notify-failure.ts';
import { StateBadge } from '../state/state-badge.tsx';
import { changeWebhook, deleteWebhook, rotateSecret, testWebhook } from './change-webhook.ts';
import { WebhookDialog } from './webhook-dialog.tsx';
import { WebhookSecretDialog } from './webhook-secret-dialog.tsx';
import classes from './webhooks.module.css';

type Asking = 'change' | 'rotate' | 'delete' | null;

export interface WebhookHeaderProps {
  webhook: Webhook;
  /** Told of the delivery by which a test goes. */
  onTest: (delivery: string) => void;
}

/** Name, state, and the two acts that people come for: send a test, pause it. */
export function WebhookHeader({ webhook, onTest }: WebhookHeaderProps) {
  const router = useRouter();
  const client = useQueryClient();
  const [asking, setAsking] = useState<Asking>(null);
  const [made, setMade] = useState<WebhookSecret | null>(null);
  const close = () => setAsking(null);
  const refresh = () => client.invalidateQueries({ queryKey: ['webhooks'] });
  const idle = webhook.state === 'PAUSED' || webhook.state === 'GONE';
  const test = useMutation({
    mutationFn: () => testWebhook(webhook.id),
    onSuccess: async ({ id }) => {
      onTest(id);
      await refresh();
    },
    onError: notifyFailure('No test sent'),
  });
  const pause = useMutation({
    mutationFn: () => changeWebhook(webhook.id, { paused: !idle }),
    onSuccess: refresh,
    onError: notifyFailure(idle ? 'Not resumed' : 'Not paused'),
  });
  const rotate = useMutation({
    mutationFn: () => rotateSecret(webhook.id),
    onSuccess: async (rotated) => {
      setMade(rotated);
      await refresh();
    },
    onError: notifyFailure('Not rotated'),
    onSettled: close,
  });
  const remove = useMutation({
    mutationFn: () => deleteWebhook(webhook.id),
    onSuccess: async () => {
      router.push('/webhooks');
      await client.invalidateQueries({ queryKey: ['webhooks', 'list'] });
    },
    onError: notifyFailure('Not deleted'),
    onSettled: close,
  });
  return (
    <header className={classes.header}>
      <div className={classes.title}>
        <h1>{webhook.name}</h1>
        <StateBadge view={WEBHOOK_STATES[webhook.state]} look="pill" />
      </div>
      <div className={classes.actions}>
        <May permission="webhooks:write">
          <Button
            leftSection={<IconSend size={16} aria-hidden />}
            loading={test.isPending}
            disabled={idle}
            onClick={() => test.mutate()}
          >
            Send test
          </Button>
        </May>
        <May permission="webhooks:write">
          <Button
            variant="default"
            leftSection={idle ? <IconPlayerPlay size={16} aria-hidden /> : <IconPlayerPause size={16} aria-hidden />}
            loading={pause.isPending}
            onClick={() => pause.mutate()}
          >
            {idle ? 'Resume' : 'Pause'}
          </Button>
        </May>
        <Menu
          width={200}
          button={
            <ActionIcon size={36} variant="default" aria-label="More">
              <IconDots size={18} />
            </ActionIcon>
          }
        >
          <MayItem permission="webhooks:write">
            <MenuItem icon={<IconPencil size={16} aria-hidden />} onClick={() => setAsking('change')}>
              Change
            </MenuItem>
          </MayItem>
          <MayItem permission="webhooks:write">
            <MenuItem icon={<IconKey size={16} aria-hidden />} onClick={() => setAsking('rotate')}>
              Rotate secret
            </MenuItem>
          </MayItem>
          <MayItem permission="webhooks:write">
            <MenuItem dangerous icon={<IconTrash size={16} aria-hidden />} onClick={() => setAsking('delete')}>
              Delete
            </MenuItem>
          </MayItem>
        </Menu>
      </div>
      {asking === 'change' ? <WebhookDialog webhook={webhook} onClose={close} /> : null}
      {asking === 'rotate' ? (
        <AskDialog
          title={`Rotate the secret of ${webhook.name}?`}
          act="Rotate"
          pending={rotate.isPending}
          onAct={() => rotate.mutate()}
          onClose={close}
        >
          Requests are signed with a new secret, which is shown once. For a day they are signed with the one before as
          well, so that the receiver can change over.
        </AskDialog>
      ) : null}
      {asking === 'delete' ? (
        <AskDialog
          title={`Delete ${webhook.name}?`}
          act="Delete"
          dangerous
          pending={remove.isPending}
          onAct={() => remove.mutate()}
          onClose={close}
        >
          Nothing is sent there any more, also not what waits, and what was sent is forgotten.
        </AskDialog>
      ) : null}
      {made === null ? null : <WebhookSecretDialog made={made} onClose={() => setMade(null)} />}
    </header>
  );
}
