'use client';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'next/navigation';
import { sortQuery } from '../../api/sort-queries.ts';
import { PageBody, PageHead } from '../../parts/page-body.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { SortEditor } from './sort-editor.tsx';
import { EMPTY_SORT_FORM, formOfSort } from './sort-form.ts';

/** Where a sort is worded; `?from=<sort>` begins with the words of another, `sorters` with that many. */
export function NewSortPage() {
  const search = useSearchParams();
  const from = search.get('from');
  const sorters = Number(search.get('sorters'));
  const other = useQuery({ ...sortQuery(from ?? ''), enabled: from !== null, refetchInterval: false });
  const ready = from === null || other.data !== undefined || other.error !== null;
  const begun = other.data === undefined || from === null ? EMPTY_SORT_FORM : formOfSort(other.data);
  return (
    <PageBody>
      <PageHead
        title="New sort"
        answer={
          other.data === undefined || from === null
            ? 'What is sorted and what an element is are enough. The rest has defaults.'
            : `With the words of ${other.data.name}; change what should be different.`
        }
      />
      {from !== null && other.error !== null ? <ProblemNote error={other.error} /> : null}
      {ready ? (
        <SortEditor key={from ?? ''} initial={sorters > 0 ? { ...begun, workers: Math.floor(sorters) } : begun} />
      ) : null}
    </PageBody>
  );
}
