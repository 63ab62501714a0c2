'use client';
import { useQuery } from '@tanstack/react-query';
import { workersQuery } from '../api/work-queries.ts';
import { PageLink } from '../parts/page-link.tsx';
import classes from './work.module.css';

/** A worker by its name where it is still known, else by the end of its id; it leads to what it works on or did. */
export function WorkerLink({ id }: { id: string }) {
  const { data } = useQuery(workersQuery());
  const name = data?.items.find((worker) => worker.id === id)?.name;
  return (
    <PageLink href={`/work/items?filter=worker:${id}`} className={classes.link} title={id}>
      {name ?? `…${id.slice(-8)}`}
    </PageLink>
  );
}
