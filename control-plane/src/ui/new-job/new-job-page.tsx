'use client';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'next/navigation';
import { jobQuery } from '../api/queries.ts';
import { PageBody, PageHead } from '../parts/page-body.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { JobEditor } from './job-editor.tsx';
import { EMPTY_FORM, fromSpec } from './job-form.ts';

/** Where a job is worded, tried against the agents, and submitted; `?from=<job>` begins with the words of another. */
export function NewJobPage() {
  const from = useSearchParams().get('from');
  const other = useQuery({ ...jobQuery(from ?? ''), enabled: from !== null, refetchInterval: false });
  const ready = from === null || other.data !== undefined || other.error !== null;
  return (
    <PageBody>
      <PageHead
        title="New job"
        answer={
          other.data === undefined
            ? 'A topic is enough to generate records, an image to run anything else. The rest has defaults.'
            : `With the words of ${other.data.name}; change what should be different.`
        }
      />
      {from !== null && other.error !== null ? <ProblemNote error={other.error} /> : null}
      {ready ? (
        <JobEditor
          key={from ?? ''}
          initial={from === null || other.data === undefined ? EMPTY_FORM : fromSpec(other.data.spec)}
        />
      ) : null}
    </PageBody>
  );
}
