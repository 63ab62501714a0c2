'use client';
import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { problemOf } from '../api/api-problem.ts';
import classes from './note.module.css';

/** A failed request in words, with another try. */
export function ProblemNote({ error, retry }: { error: unknown; retry?: () => void }) {
  const problem = problemOf(error);
  return (
    <div className={classes.note} data-tone="badly" role="alert">
      <IconAlertTriangle size={18} aria-hidden className={classes.icon} />
      <div className={classes.words}>
        <strong>{problem.title}</strong>
        <span>
          {problem.detail} {problem.advice}
        </span>
      </div>
      {retry === undefined ? null : (
        <Button size="xs" variant="default" onClick={retry}>
          Try again
        </Button>
      )}
    </div>
  );
}
