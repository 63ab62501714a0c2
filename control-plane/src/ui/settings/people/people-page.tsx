'use client';
import type { NewPassword, User } from '@longshore/schemas';
import { plural } from '@longshore/schemas/words';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { usersQuery } from '../../api/session-queries.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { May } from '../../parts/may.tsx';
import { PageBody, PageHead } from '../../parts/page-body.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { useSession } from '../../session/use-session.ts';
import { capitalised } from '../../words/sentence.ts';
import classes from '../settings.module.css';
import { SettingsBar } from '../settings-bar.tsx';
import { AddPersonDialog } from './add-person-dialog.tsx';
import { PasswordDialog } from './password-dialog.tsx';
import { peopleSentence } from './people-sentence.ts';
import { LastSeen, PersonName, PersonState, personColumns } from './person-columns.tsx';
import { PersonDetail } from './person-detail.tsx';

const rowId = ({ id }: User) => id;

/** Who may sign in, as what, and what became of them. */
export function PeoplePage() {
  const { data, error, refetch } = useQuery(usersQuery());
  const me = useSession()?.user?.id;
  const columns = useMemo(() => personColumns(me), [me]);
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState<NewPassword | null>(null);
  return (
    <PageBody>
      <SettingsBar />
      <PageHead
        title="People"
        answer={data === undefined ? '\u00a0' : peopleSentence(data.items)}
        actions={
          <May permission="users:write">
            <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
              Add a person
            </Button>
          </May>
        }
      />
      {error === null ? null : <ProblemNote error={error} retry={() => void refetch()} />}
      {data === undefined && error !== null ? null : (
        <DataTable
          label="People"
          rows={data?.items}
          columns={columns}
          rowId={rowId}
          card={(person) => <PersonCard person={person} me={me} />}
          fold={(person) => <PersonDetail person={person} />}
          skeletonRows={3}
        />
      )}
      {adding ? (
        <AddPersonDialog
          onClose={() => setAdding(false)}
          onMade={(password) => {
            setAdding(false);
            setMade(password);
          }}
        />
      ) : null}
      {made === null ? null : <PasswordDialog made={made} onClose={() => setMade(null)} />}
    </PageBody>
  );
}

function PersonCard({ person, me }: { person: User; me: string | undefined }) {
  return (
    <div className={classes.card}>
      <div className={classes['card-line']}>
        <PersonName person={person} me={me} />
        <PersonState person={person} />
      </div>
      <span className={classes.wrap}>{person.email}</span>
      <div className={classes['card-line']}>
        <span>{capitalised(person.role)}</span>
        <span className={classes.dim}>
          {plural(person.keys, 'key')} · seen <LastSeen person={person} />
        </span>
      </div>
    </div>
  );
}
