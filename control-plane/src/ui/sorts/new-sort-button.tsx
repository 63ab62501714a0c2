import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { May } from '../parts/may.tsx';
import { PageLink } from '../parts/page-link.tsx';

/** Leads to the form of a sort. */
export function NewSortButton() {
  return (
    <May permission="sorts:write">
      <Button component={PageLink} href="/sorts/new" leftSection={<IconPlus size={16} aria-hidden />}>
        New sort
      </Button>
    </May>
  );
}
