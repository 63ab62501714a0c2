'use client';
import { WORK_TYPES } from '@longshore/schemas';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'next/navigation';
import { workItemQuery } from '../../api/work-queries.ts';
import { PageBody, PageHead } from '../../parts/page-body.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { formOfItem } from './form-of-item.ts';
import { ItemEditor } from './item-editor.tsx';
import { EMPTY_ITEM } from './item-form.ts';

/** Where an item is worded; `?type=` chooses its type, `?from=<item>` begins with the words of another. */
export function NewItemPage() {
  const search = useSearchParams();
  const from = search.get('from');
  const other = useQuery({ ...workItemQuery(from ?? ''), enabled: from !== null, refetchInterval: false, meta: {} });
  const ready = from === null || other.data !== undefined || other.error !== null;
  const type = WORK_TYPES.find((one) => one === search.get('type')) ?? EMPTY_ITEM.type;
  const initial =
    other.data === undefined ? { ...EMPTY_ITEM, type, chain: search.get('chain') ?? '' } : formOfItem(other.data);
  return (
    <PageBody>
      <PageHead
        title="New item"
        answer={
          other.data === undefined
            ? 'A small thing to do, for a worker of its type.'
            : `With the words of ${other.data.asks}; change what should be different.`
        }
      />
      {from !== null && other.error !== null ? <ProblemNote error={other.error} /> : null}
      {ready ? <ItemEditor key={`${from ?? ''}${type}`} initial={initial} /> : null}
    </PageBody>
  );
}
