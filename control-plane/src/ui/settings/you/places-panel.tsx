'use client';
import type { SignedInPlace } from '@longshore/schemas';
import { formatUntil, plural } from '@longshore/schemas/words';
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { sessionsQuery } from '../../api/session-queries.ts';
import { AskDialog } from '../../parts/ask-dialog.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { notifyFailure } from '../../parts/notify-failure.ts';
import { Panel } from '../../parts/panel.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { useSignOut } from '../../session/use-sign-out.ts';
import { Ago } from '../../time/ago.tsx';
import { useNow } from '../../time/use-now.ts';
import classes from '../settings.module.css';
import { endSession } from './change-session.ts';
import { clientWords } from './client-words.ts';

const rowId = ({ id }: SignedInPlace) => id;

const COLUMNS: Column<SignedInPlace>[] = [
  {
    id: 'client',
    header: 'Client',
    cell: (place) => <Client place={place} />,
  },
  {
    id: 'address',
    header: 'From',
    width: '22%',
    cell: (place) => place.address ?? <span className={classes.dim}>unknown</span>,
  },
  {
    id: 'since',
    header: 'Signed in',
    numeric: true,
    width: 120,
    cell: (place) => <Ago at={place.createdAt} />,
  },
  {
    id: 'seen',
    header: 'Last seen',
    numeric: true,
    width: 120,
    cell: (place) => <Ago at={place.seenAt} />,
  },
  {
    id: 'ends',
    header: 'Ends',
    numeric: true,
    width: 100,
    cell: (place) => <Ends place={place} />,
  },
  {
    id: 'acts',
    header: <span className="ls-hidden">What can be done</span>,
    numeric: true,
    width: 110,
    cell: (place) => <SignOutThere place={place} size="compact-xs" />,
  },
];

/** Where one is signed in, and an end to each. */
export function PlacesPanel() {
  const { data, error, refetch } = useQuery(sessionsQuery());
  const [asking, { open, close }] = useDisclosure(false);
  const signOut = useSignOut();
  return (
    <Panel
      title="Where you are signed in"
      flush
      aside={
        <Button size="compact-xs" variant="default" onClick={open}>
          Sign out everywhere
        </Button>
      }
    >
      {error === null ? null : <ProblemNote error={error} retry={() => void refetch()} />}
      {data === undefined && error !== null ? null : (
        <DataTable
          label="Where you are signed in"
          rows={data?.items}
          columns={COLUMNS}
          rowId={rowId}
          card={(place) => <PlaceCard place={place} />}
          skeletonRows={2}
          framed
        />
      )}
      {asking ? (
        <AskDialog
          title="Sign out everywhere?"
          act="Sign out everywhere"
          keep="Stay signed in"
          dangerous
          pending={signOut.isPending}
          onAct={() => signOut.mutate('everywhere')}
          onClose={close}
        >
          {data === undefined
            ? 'Every place is'
            : `${plural(data.items.length, 'place')} ${data.items.length === 1 ? 'is' : 'are'}`}{' '}
          signed out, also this one. API keys go on counting: those are revoked under API keys.
        </AskDialog>
      ) : null}
    </Panel>
  );
}

function Client({ place }: { place: SignedInPlace }) {
  return (
    <span title={place.client ?? undefined}>
      <span className={classes.name}>{clientWords(place.client)}</span>
      {place.here ? <span className={classes.tag}>here</span> : null}
    </span>
  );
}

function Ends({ place }: { place: SignedInPlace }) {
  return formatUntil(Date.parse(place.expiresAt) - useNow());
}

function SignOutThere({ place, size }: { place: SignedInPlace; size: 'compact-xs' | 'md' }) {
  const client = useQueryClient();
  const here = useSignOut();
  const there = useMutation({
    mutationFn: () => endSession(place.id),
    onSuccess: () => client.invalidateQueries({ queryKey: ['sessions'] }),
    onError: notifyFailure('Not signed out'),
  });
  return (
    <Button
      size={size}
      variant="default"
      aria-label={place.here ? 'Sign out here' : `Sign out: ${clientWords(place.client)}`}
      loading={here.isPending || there.isPending}
      onClick={() => (place.here ? here.mutate('here') : there.mutate())}
    >
      Sign out
    </Button>
  );
}

function PlaceCard({ place }: { place: SignedInPlace }) {
  return (
    <div className={classes.card}>
      <div className={classes['card-line']}>
        <Client place={place} />
        <span className={classes.dim}>{place.address}</span>
      </div>
      <div className={classes['card-line']}>
        <span className={classes.dim}>
          seen <Ago at={place.seenAt} />
        </span>
        <SignOutThere place={place} size="md" />
      </div>
    </div>
  );
}
