import { IconPlus } from '@tabler/icons-react';
import { ButtonLink } from '../parts/button/button.tsx';
import { May } from '../parts/may.tsx';

/** Leads to the form of a sort. */
export function NewSortButton() {
  return (
    <May permission="sorts:write">
      <ButtonLink href="/sorts/new" leftSection={<IconPlus size={16} aria-hidden />}>
        New sort
      </ButtonLink>
    </May>
  );
}
