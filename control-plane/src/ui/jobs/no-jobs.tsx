import { IconPackage } from '@tabler/icons-react';
import { Empty } from '../parts/empty.tsx';
import { NothingFits } from '../parts/nothing-fits.tsx';
import { FIRST_JOB_COMMAND } from './first-job-command.ts';
import { NewJobButton } from './new-job-button.tsx';

/** @param filter - in words; empty: there is none, and no job at all */
export function NoJobs({ filter, onClear }: { filter: string; onClear: () => void }) {
  if (filter === '') {
    return (
      <Empty icon={<IconPackage size={22} />} title="No jobs yet" command={FIRST_JOB_COMMAND} action={<NewJobButton />}>
        Every job that was submitted will stand here, newest first, with its state and where it runs.
      </Empty>
    );
  }
  return <NothingFits noun="job" filter={filter} onClear={onClear} />;
}
