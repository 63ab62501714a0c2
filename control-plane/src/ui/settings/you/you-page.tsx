'use client';
import { IconKey } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from '../../api/session-queries.ts';
import { Facts } from '../../parts/facts.tsx';
import { Note } from '../../parts/note.tsx';
import { PageBody, PageHead } from '../../parts/page-body.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { capitalised } from '../../words/sentence.ts';
import { roleWords } from '../role-words.ts';
import classes from '../settings.module.css';
import { SettingsBar } from '../settings-bar.tsx';
import { PasswordPanel } from './password-panel.tsx';
import { PlacesPanel } from './places-panel.tsx';

/** Who one is, what one may do, and how and where one is signed in. */
export function YouPage() {
  const { data, error, refetch } = useQuery(sessionQuery());
  const user = data?.user;
  return (
    <PageBody>
      <SettingsBar />
      <PageHead title="You" answer={user == null ? '\u00a0' : `Signed in as ${user.email}, ${user.role}`} />
      {error === null ? null : <ProblemNote error={error} retry={() => void refetch()} />}
      {data === undefined ? (
        error === null ? (
          <Skeleton height={240} aria-busy />
        ) : null
      ) : user == null ? (
        <Note tone="look" icon={<IconKey size={18} />} title="You are here by the owner key">
          It is nobody’s, so there is nothing of theirs to set.
        </Note>
      ) : (
        <>
          <div className={classes.columns}>
            <Panel title="Who you are">
              <div className={classes.fields}>
                <Facts
                  facts={[
                    ['Name', user.name],
                    ['E-mail', user.email],
                    ['Role', capitalised(user.role)],
                  ]}
                />
                <p className={classes.words}>
                  {roleWords(user.role)}{' '}
                  {user.role === 'admin' ? '' : 'An administrator can give you another role under Settings, People.'}
                </p>
              </div>
            </Panel>
            <PasswordPanel email={user.email} />
          </div>
          <PlacesPanel />
        </>
      )}
    </PageBody>
  );
}
