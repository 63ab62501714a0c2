'use client';
import { IconLock } from '@tabler/icons-react';
import { Note } from '../parts/note.tsx';
import classes from './session.module.css';
import { SIGN_IN_BESIDE } from './sign-in-address.ts';
import { useStanding } from './use-standing.ts';

/** Over a page that stays although nobody is signed in any more, for what was typed on it. */
export function SignedOutNote() {
  if (useStanding() === 'in') return null;
  return (
    <div className={classes['signed-out']}>
      <Note tone="look" icon={<IconLock size={18} />} title="You are signed out">
        What you typed stays here, and what else you see may be old. <SignInBeside />, then come back and send it.
      </Note>
    </div>
  );
}

/** Leads to sign in without leaving this page. */
export function SignInBeside() {
  return (
    <a href={SIGN_IN_BESIDE} target="_blank" rel="noreferrer" className={classes.beside}>
      Sign in in a new tab
    </a>
  );
}
