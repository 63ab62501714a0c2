'use client';
import { useQuery } from '@tanstack/react-query';
import { scheduleQuery } from '../api/schedule-queries.ts';
import { fromSpec } from '../new-job/job-form.ts';
import { PageBody, PageHead } from '../parts/page-body.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { ScheduleEditor } from './schedule-editor.tsx';
import { formOfSchedule } from './schedule-form.ts';

/** Where a schedule is changed; jobs that it submitted stay as they are. */
export function ChangeSchedulePage({ id }: { id: string }) {
  const { data, error } = useQuery({ ...scheduleQuery(id), refetchInterval: false });
  return (
    <PageBody>
      <PageHead
        title={data === undefined ? 'Change a schedule' : `Change ${data.name}`}
        answer="What is changed counts for the times to come; jobs that were submitted stay as they are."
      />
      {error === null ? null : <ProblemNote error={error} />}
      {data === undefined ? null : (
        <ScheduleEditor key={data.id} times={formOfSchedule(data)} job={fromSpec(data.job)} changes={data.id} />
      )}
    </PageBody>
  );
}
