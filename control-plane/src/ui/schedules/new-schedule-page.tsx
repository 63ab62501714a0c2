'use client';
import { formedSpec } from '@longshore/schemas';
import { ownZone } from '@longshore/schemas/words';
import { useMounted } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'next/navigation';
import { jobQuery } from '../api/queries.ts';
import { EMPTY_FORM, fromSpec } from '../new-job/job-form.ts';
import { PageBody, PageHead } from '../parts/page-body.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { ScheduleEditor } from './schedule-editor.tsx';
import { emptySchedule, nameLike } from './schedule-form.ts';

/** Where a schedule is worded; `?from=<job>` begins with what that job runs. */
export function NewSchedulePage() {
  const from = useSearchParams().get('from');
  const other = useQuery({ ...jobQuery(from ?? ''), enabled: from !== null, refetchInterval: false });
  // The reader's zone is known to the browser alone.
  const mounted = useMounted();
  const ready = mounted && (from === null || other.data !== undefined || other.error !== null);
  const job = from === null ? undefined : other.data;
  const worded = job === undefined ? null : formedSpec(job.spec);
  return (
    <PageBody>
      <PageHead
        title="New schedule"
        answer={
          job === undefined
            ? 'Times, and what runs at each of them. Everything else has defaults.'
            : `What ${job.name} ran, at set times.`
        }
      />
      {from !== null && other.error !== null ? <ProblemNote error={other.error} /> : null}
      {ready ? (
        <ScheduleEditor
          key={from ?? ''}
          times={{ ...emptySchedule(ownZone()), name: job === undefined ? '' : nameLike(job.name) }}
          job={worded === null ? EMPTY_FORM : { ...fromSpec(worded), name: '' }}
          changes={null}
        />
      ) : null}
    </PageBody>
  );
}
