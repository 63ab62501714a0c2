'use client';
import type { JobDetail } from '@longshore/schemas';
import { Select } from '@mantine/core';
import { IconScale } from '@tabler/icons-react';
import { useSearchParams } from 'next/navigation';
import { Empty } from '../parts/empty.tsx';
import { ReceiptPicture } from '../receipt/receipt-picture.tsx';

/** Why each task runs where it runs, or why it does not run yet. */
export function PlacementTab({ job }: { job: JobDetail }) {
  const asked = Number(useSearchParams().get('task') ?? 0);
  const task = job.tasks[asked] ?? job.tasks[0];
  const receipt = task?.receipt ?? task?.attempts.at(-1)?.receipt ?? null;
  return (
    <>
      {job.taskCount > 1 && task !== undefined ? (
        <Select
          aria-label="Task"
          size="xs"
          w={160}
          mb="md"
          searchable
          allowDeselect={false}
          data={job.tasks.map(({ index }) => ({ value: String(index), label: `Task ${index}` }))}
          value={String(task.index)}
          onChange={(value) => history.replaceState(null, '', `?tab=placement&task=${value ?? 0}`)}
        />
      ) : null}
      {receipt === null ? (
        <Empty icon={<IconScale size={22} />} title="Not decided yet">
          When the dispatcher decides where this task runs, its receipt stands here: every agent, what excluded it, and
          how the others scored.
        </Empty>
      ) : (
        <ReceiptPicture receipt={receipt} />
      )}
    </>
  );
}
