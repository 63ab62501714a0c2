'use client';
import { IconLinkOff } from '@tabler/icons-react';
import { problemOf } from '../api/api-problem.ts';
import { CommandLine } from '../parts/command-line.tsx';
import { Note } from '../parts/note.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import classes from './sign-in.module.css';

/** The command that gives another link. */
const ANOTHER_LINK = './longshore open';

/** Why a one-time link did not sign in, and how to have another. */
export function LinkProblem({ error, retry }: { error: unknown; retry: () => void }) {
  const { code, status } = problemOf(error);
  // Refused, or not a link at all: another try would be refused as well.
  if (code !== 'link_used' && status !== 422) return <ProblemNote error={error} retry={retry} />;
  return (
    <div className={classes.link}>
      <Note tone="look" icon={<IconLinkOff size={18} />} title="This link was used, or is too old">
        It works once, for ten minutes. On the machine where the stack runs, this gives another:
      </Note>
      <CommandLine command={ANOTHER_LINK} />
    </div>
  );
}
