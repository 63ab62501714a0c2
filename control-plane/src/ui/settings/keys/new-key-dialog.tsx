'use client';
import type { NewApiKey } from '@longshore/schemas';
import { CommandLine } from '../../parts/command-line.tsx';
import { SecretDialog } from '../../parts/secret-dialog.tsx';
import classes from '../settings.module.css';

/** Shows a key, the only time, and how it is used. */
export function NewKeyDialog({ made, onClose }: { made: NewApiKey; onClose: () => void }) {
  const { origin } = location;
  return (
    <SecretDialog
      title={`Key ${made.apiKey.name}`}
      words="Copy it now: only a hash of it is kept, and it is not shown again. If it is lost, revoke it and make another."
      secret={made.key}
      what="key"
      onClose={onClose}
    >
      <div className={classes.use}>
        <p className={classes.words}>Keep it in the variable LONGSHORE_API_KEY of the program that asks, then:</p>
        <CommandLine command={`curl -H "Authorization: Bearer $LONGSHORE_API_KEY" ${origin}/api/v1/jobs`} />
        <CommandLine command={`LONGSHORE_URL=${origin} longshore job list`} />
      </div>
    </SecretDialog>
  );
}
