import { API_KEY_STATES, type ApiKey } from '@longshore/schemas';
import { formatAgo, formatUntil } from '@longshore/schemas/words';
import { Button } from '@mantine/core';
import type { Column } from '../../parts/data-table.tsx';
import { StateBadge } from '../../state/state-badge.tsx';
import { Ago } from '../../time/ago.tsx';
import { useNow } from '../../time/use-now.ts';
import classes from '../settings.module.css';
import { scopeWords } from './scope.ts';

/** Since when, or until when, a key counts. */
export function KeyEnd({ apiKey: { expiresAt } }: { apiKey: ApiKey }) {
  const now = useNow();
  if (expiresAt === null) return <span className={classes.dim}>when revoked</span>;
  const leftMs = Date.parse(expiresAt) - now;
  return leftMs > 0 ? formatUntil(leftMs) : formatAgo(-leftMs);
}

export function KeyLastUse({ apiKey: { lastUsedAt } }: { apiKey: ApiKey }) {
  return lastUsedAt === null ? <span className={classes.dim}>never</span> : <Ago at={lastUsedAt} />;
}

/** Asks whether a key is to be revoked. */
export function RevokeButton({
  apiKey,
  onRevoke,
  size = 'compact-xs',
}: {
  apiKey: ApiKey;
  onRevoke: (apiKey: ApiKey) => void;
  size?: 'compact-xs' | 'md';
}) {
  return (
    <Button size={size} variant="default" aria-label={`Revoke ${apiKey.name}`} onClick={() => onRevoke(apiKey)}>
      Revoke
    </Button>
  );
}

/** @param others - whether keys of other people are among them */
export const keyColumns = (onRevoke: (apiKey: ApiKey) => void, others: boolean): Column<ApiKey>[] => [
  {
    id: 'name',
    header: 'Name',
    width: '14%',
    cell: (apiKey) => <span className={classes.name}>{apiKey.name}</span>,
  },
  {
    id: 'state',
    header: 'State',
    width: 92,
    cell: (apiKey) => <StateBadge view={API_KEY_STATES[apiKey.state]} />,
  },
  {
    id: 'start',
    header: 'Begins',
    width: 108,
    cell: (apiKey) => <code className={classes.mono}>{apiKey.start}…</code>,
  },
  ...(others
    ? [
        {
          id: 'owner',
          header: 'Owner',
          width: '13%',
          cell: (apiKey) => <span title={apiKey.owner.email}>{apiKey.owner.name}</span>,
        } satisfies Column<ApiKey>,
      ]
    : []),
  {
    id: 'scope',
    header: 'May',
    cell: (apiKey) => <div className={classes.wrap}>{scopeWords(apiKey.scope)}</div>,
  },
  {
    id: 'ends',
    header: 'Ends',
    numeric: true,
    width: 104,
    cell: (apiKey) => <KeyEnd apiKey={apiKey} />,
  },
  {
    id: 'used',
    header: 'Last used',
    numeric: true,
    width: 96,
    cell: (apiKey) => <KeyLastUse apiKey={apiKey} />,
  },
  {
    id: 'acts',
    header: <span className="ls-hidden">What can be done</span>,
    numeric: true,
    width: 84,
    cell: (apiKey) => <RevokeButton apiKey={apiKey} onRevoke={onRevoke} />,
  },
];
