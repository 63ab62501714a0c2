'use client';
import { IconMapOff } from '@tabler/icons-react';
import { problemOf } from '../api/api-problem.ts';
import { ButtonLink } from './button/button.tsx';
import { Empty } from './empty.tsx';
import { ProblemNote } from './problem-note.tsx';

export interface NothingToShowProps {
  error: unknown;
  retry: () => void;
  /** Where those are that there are: `All jobs`. */
  others: { href: string; words: string };
}

/** Why a page has nothing to show: there is no such thing, or it could not be asked for. */
export function NothingToShow({ error, retry, others }: NothingToShowProps) {
  const { status, title, detail } = problemOf(error);
  if (status !== 404) return <ProblemNote error={error} retry={retry} />;
  return (
    <Empty
      icon={<IconMapOff size={22} />}
      title={title}
      action={
        <ButtonLink href={others.href} variant="default">
          {others.words}
        </ButtonLink>
      }
    >
      {detail}
    </Empty>
  );
}
