'use client';
import type { Worker } from '@longshore/schemas';
import { useQuery } from '@tanstack/react-query';
import { workersQuery, workQueuesQuery } from '../api/work-queries.ts';
import classes from './work.module.css';
import { workSentence } from './work-sentence.ts';

const heard = ({ items }: { items: Worker[] }) => items.filter(({ state }) => state !== 'silent').length;

/** How work goes, in a line. Asks by itself: the rows below have nothing to do with it. */
export function WorkAnswer() {
  const queues = useQuery(workQueuesQuery()).data;
  const workers = useQuery({ ...workersQuery(), select: heard }).data ?? 0;
  return (
    <span className={classes.answer}>{queues === undefined ? '\u00a0' : workSentence(queues.items, workers)}</span>
  );
}
