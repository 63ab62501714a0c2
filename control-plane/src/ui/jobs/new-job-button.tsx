import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { May } from '../parts/may.tsx';
import { PageLink } from '../parts/page-link.tsx';

/** Leads to the form of a job. */
export function NewJobButton() {
  return (
    <May permission="jobs:write">
      <Button component={PageLink} href="/jobs/new" leftSection={<IconPlus size={16} aria-hidden />}>
        New job
      </Button>
    </May>
  );
}
