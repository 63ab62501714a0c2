import { IconPlus } from '@tabler/icons-react';
import { ButtonLink } from '../parts/button/button.tsx';
import { May } from '../parts/may.tsx';

/** Leads to the form of a job. */
export function NewJobButton() {
  return (
    <May permission="jobs:write">
      <ButtonLink href="/jobs/new" leftSection={<IconPlus size={16} aria-hidden />}>
        New job
      </ButtonLink>
    </May>
  );
}
