'use client';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import Link from 'next/link';
import { May } from '../parts/may.tsx';

/** The button that leads to the form. */
export function NewItemButton() {
  return (
    <May permission="work:write">
      <Button component={Link} href="/work/new" leftSection={<IconPlus size={16} aria-hidden />}>
        New item
      </Button>
    </May>
  );
}
