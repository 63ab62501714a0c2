'use client';
import type { WebhookSecret } from '@longshore/schemas';
import { SecretDialog } from '../parts/secret-dialog.tsx';

/** Shows the secret of a webhook, the only time. */
export function WebhookSecretDialog({ made, onClose }: { made: WebhookSecret; onClose: () => void }) {
  return (
    <SecretDialog
      title={`Secret of ${made.name}`}
      words="By it your receiver knows that a request is from here. Copy it now: it is kept encrypted and not shown again; if it is lost, rotate it."
      secret={made.secret}
      what="secret"
      onClose={onClose}
    />
  );
}
