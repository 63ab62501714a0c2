'use client';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { NOT_SIGNED_IN, problemOf } from '../api/api-problem.ts';
import { SignInBeside } from '../session/signed-out-note.tsx';
import { useStanding } from '../session/use-standing.ts';
import { withLocalTimes } from '../time/local-times.ts';
import { Button } from './button/button.tsx';
import classes from './note.module.css';

/** A failed request in words, with another try. */
export function ProblemNote({ error, retry }: { error: unknown; retry?: () => void }) {
  const problem = problemOf(error);
  if (problem.code === NOT_SIGNED_IN) return <SignedOut />;
  return (
    <Words title={problem.title} {...(retry === undefined ? {} : { retry })}>
      {withLocalTimes(problem.detail)} {problem.advice}
    </Words>
  );
}

/** Nothing was done, because nobody is signed in: what was typed stays, and can be sent once somebody is. */
function SignedOut() {
  const standing = useStanding();
  if (standing === 'in') return <Words title="You are signed in again">Nothing was sent yet: send it once more.</Words>;
  return (
    <Words title="You are signed out">
      Nothing was sent, and what you typed stays here. <SignInBeside />, then come back and send it again.
    </Words>
  );
}

function Words({ title, retry, children }: { title: string; retry?: () => void; children: ReactNode }) {
  return (
    <div className={classes.note} data-tone="badly" role="alert">
      <IconAlertTriangle size={18} aria-hidden className={classes.icon} />
      <div className={classes.words}>
        <strong>{title}</strong>
        <span>{children}</span>
      </div>
      {retry === undefined ? null : (
        <Button size="xs" variant="default" onClick={retry}>
          Try again
        </Button>
      )}
    </div>
  );
}
