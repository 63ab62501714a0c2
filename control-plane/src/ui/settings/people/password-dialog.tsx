'use client';
import type { NewPassword } from '@longshore/schemas';
import { SecretDialog } from '../../parts/secret-dialog.tsx';

/** Shows a password that was made for somebody, the only time. */
export function PasswordDialog({ made: { user, password }, onClose }: { made: NewPassword; onClose: () => void }) {
  return (
    <SecretDialog
      title={`Password of ${user.name}`}
      words={`Give it to them by a way that you trust: with it and ${user.email} they sign in, and set one of their own under Settings, You. It is not shown again.`}
      secret={password}
      what="password"
      onClose={onClose}
    />
  );
}
