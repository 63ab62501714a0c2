'use client';
import { IconPlus } from '@tabler/icons-react';
import { ButtonLink } from '../parts/button/button.tsx';
import { May } from '../parts/may.tsx';

/** The button that leads to the form. */
export function NewItemButton() {
  return (
    <May permission="work:write">
      <ButtonLink href="/work/new" leftSection={<IconPlus size={16} aria-hidden />}>
        New item
      </ButtonLink>
    </May>
  );
}
