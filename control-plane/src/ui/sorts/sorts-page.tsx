'use client';
import { IconSchool } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { openSortsQuery } from '../api/sort-queries.ts';
import { ButtonLink } from '../parts/button/button.tsx';
import { PageBody, PageHead } from '../parts/page-body.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { NewSortButton } from './new-sort-button.tsx';
import { OpenSorts } from './open-sorts.tsx';
import { SortsList } from './sorts-list.tsx';
import { sortsSentence } from './sorts-sentence.ts';

/** What is being sorted, and what was. */
export function SortsPage() {
  const open = useQuery(openSortsQuery());
  return (
    <PageBody wide>
      <PageHead
        title="Sorts"
        answer={open.data === undefined ? '\u00a0' : sortsSentence(open.data.items)}
        actions={
          <>
            <ButtonLink href="/sorts/learn" variant="default" leftSection={<IconSchool size={16} aria-hidden />}>
              Step by step
            </ButtonLink>
            <NewSortButton />
          </>
        }
      />
      {open.isPending ? <Skeleton height={320} /> : null}
      <OpenSorts sorts={open.data?.items ?? []} />
      {/* What goes on stands above the list: were the list seen before it, it would be pushed down. */}
      <div style={{ display: open.isPending ? 'none' : 'contents' }}>
        <SortsList />
      </div>
    </PageBody>
  );
}
