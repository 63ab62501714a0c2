'use client';
import type { WebhookSecret } from '@longshore/schemas';
import { Button, Group, Modal } from '@mantine/core';
import { CopyIcon } from '../parts/copy-icon.tsx';
import classes from './webhooks.module.css';

/** Shows a secret, the only time. It closes by its button alone, so that no stray click loses it. */
export function SecretDialog({ made, onClose }: { made: WebhookSecret; onClose: () => void }) {
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Secret of ${made.name}`}
      centered
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
      transitionProps={{ duration: 100 }}
    >
      <p className={classes.words}>
        By it your receiver knows that a request is from here. Copy it now: it is kept encrypted and not shown again; if
        it is lost, rotate it.
      </p>
      <div className={classes.secret}>
        <code>{made.secret}</code>
        <CopyIcon value={made.secret} what="secret" size="md" />
      </div>
      <Group justify="flex-end">
        <Button onClick={onClose} data-autofocus>
          I have it
        </Button>
      </Group>
    </Modal>
  );
}
