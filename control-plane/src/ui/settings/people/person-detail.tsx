'use client';
import type { NewPassword, User } from '@longshore/schemas';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Facts } from '../../parts/facts.tsx';
import { May } from '../../parts/may.tsx';
import { Ago } from '../../time/ago.tsx';
import { capitalised } from '../../words/sentence.ts';
import { roleWords } from '../role-words.ts';
import classes from '../settings.module.css';
import { PasswordDialog } from './password-dialog.tsx';
import { PERSON_ACTS, type PersonAct, PersonActDialog } from './person-acts.tsx';
import { RoleDialog } from './role-dialog.tsx';

/** Under a person's row: what they may do, and what an administrator can do about them. */
export function PersonDetail({ person }: { person: User }) {
  const [asking, setAsking] = useState<PersonAct | 'role' | null>(null);
  const [made, setMade] = useState<NewPassword | null>(null);
  const close = () => setAsking(null);
  return (
    <div className={classes.detail}>
      <p className={classes.words}>
        {capitalised(person.role)}: {roleWords(person.role)}
      </p>
      <Facts facts={[['Added', <Ago key="added" at={person.createdAt} />]]} />
      <div className={classes.acts}>
        <May permission="users:write">
          <Button size="xs" variant="default" onClick={() => setAsking('role')}>
            Change role
          </Button>
        </May>
        {PERSON_ACTS.filter(({ isFor }) => isFor(person)).map(({ act, word }) => (
          <May key={act} permission="users:write">
            <Button size="xs" variant="default" onClick={() => setAsking(act)}>
              {word}
            </Button>
          </May>
        ))}
      </div>
      {asking === 'role' ? <RoleDialog person={person} onClose={close} /> : null}
      {asking === null || asking === 'role' ? null : (
        <PersonActDialog act={asking} person={person} onClose={close} onPassword={setMade} />
      )}
      {made === null ? null : <PasswordDialog made={made} onClose={() => setMade(null)} />}
    </div>
  );
}
