'use client';
import { API_KEY_STATES, type ApiKey, type NewApiKey } from '@longshore/schemas';
import { formatAgo } from '@longshore/schemas/words';
import { Button } from '@mantine/core';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { apiKeysQuery } from '../../api/session-queries.ts';
import { AskDialog } from '../../parts/ask-dialog.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/empty.tsx';
import { LinkButton } from '../../parts/link-button.tsx';
import { PageBody, PageHead } from '../../parts/page-body.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { useSession } from '../../session/use-session.ts';
import { StateBadge } from '../../state/state-badge.tsx';
import { controlPlaneNow } from '../../time/clock.ts';
import classes from '../settings.module.css';
import { SettingsBar } from '../settings-bar.tsx';
import { revokeKey } from './change-key.ts';
import { FIRST_KEY_COMMAND } from './first-key-command.ts';
import { KeyEnd, KeyLastUse, keyColumns, RevokeButton } from './key-columns.tsx';
import { KeyDialog } from './key-dialog.tsx';
import { keysSentence } from './keys-sentence.ts';
import { NewKeyDialog } from './new-key-dialog.tsx';
import { scopeWords } from './scope.ts';

const rowId = ({ id }: ApiKey) => id;

/** The keys with which programs ask: what each may do, until when, and when it was used last. */
export function KeysPage() {
  const { data, error, refetch } = useQuery(apiKeysQuery());
  const session = useSession();
  const [asking, setAsking] = useState(false);
  const [made, setMade] = useState<NewApiKey | null>(null);
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  const me = session?.user?.id;
  const others = data?.items.some(({ owner }) => owner.id !== me) ?? false;
  const columns = useMemo(() => keyColumns(setRevoking, others), [others]);
  const create = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} disabled={session == null} onClick={() => setAsking(true)}>
      New key
    </Button>
  );
  return (
    <PageBody>
      <SettingsBar />
      <PageHead
        title="API keys"
        answer={data === undefined ? '\u00a0' : keysSentence(data.items)}
        actions={
          <>
            <LinkButton href="/reference">API reference</LinkButton>
            {create}
          </>
        }
      />
      {error === null ? null : <ProblemNote error={error} retry={() => void refetch()} />}
      {data !== undefined && data.items.length === 0 ? (
        <Empty icon={<IconKey size={22} />} title="No keys yet" command={FIRST_KEY_COMMAND} action={create}>
          A program that asks the API does so with a key, in the name of whoever made it: never more than they may, for
          as long as you say.
        </Empty>
      ) : data === undefined && error !== null ? null : (
        <DataTable
          label="API keys"
          rows={data?.items}
          columns={columns}
          rowId={rowId}
          card={(apiKey) => <KeyCard apiKey={apiKey} onRevoke={setRevoking} />}
          skeletonRows={3}
        />
      )}
      {asking && session != null ? (
        <KeyDialog
          permissions={session.permissions}
          onClose={() => setAsking(false)}
          onMade={(key) => {
            setAsking(false);
            setMade(key);
          }}
        />
      ) : null}
      {made === null ? null : <NewKeyDialog made={made} onClose={() => setMade(null)} />}
      {revoking === null ? null : <RevokeDialog apiKey={revoking} onClose={() => setRevoking(null)} />}
    </PageBody>
  );
}

/** Says what revoking a key does, and asks. */
function RevokeDialog({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const client = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => revokeKey(apiKey.id),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['api-keys'] });
      onClose();
    },
  });
  const { lastUsedAt } = apiKey;
  return (
    <AskDialog
      title={`Revoke ${apiKey.name}?`}
      act="Revoke"
      dangerous
      pending={revoke.isPending}
      error={revoke.error}
      onAct={() => revoke.mutate()}
      onClose={onClose}
    >
      Whatever asks with it is refused from now on, and what it is listening to ends. It was{' '}
      {lastUsedAt === null ? 'never used' : `used ${formatAgo(controlPlaneNow() - Date.parse(lastUsedAt))}`}. This
      cannot be undone: another key is another secret.
    </AskDialog>
  );
}

function KeyCard({ apiKey, onRevoke }: { apiKey: ApiKey; onRevoke: (apiKey: ApiKey) => void }) {
  return (
    <div className={classes.card}>
      <div className={classes['card-line']}>
        <span className={classes.name}>{apiKey.name}</span>
        <StateBadge view={API_KEY_STATES[apiKey.state]} />
      </div>
      <span className={classes.wrap}>{scopeWords(apiKey.scope)}</span>
      <div className={classes['card-line']}>
        <span className={classes.dim}>
          {apiKey.owner.name} · ends <KeyEnd apiKey={apiKey} /> · used <KeyLastUse apiKey={apiKey} />
        </span>
        <RevokeButton apiKey={apiKey} onRevoke={onRevoke} size="md" />
      </div>
    </div>
  );
}
