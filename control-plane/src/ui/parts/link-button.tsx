'use client';
import { Button } from '@mantine/core';
import Link from 'next/link';
import type { ReactNode } from 'react';

/** A button that leads somewhere, also for pages that are made on the server. */
export function LinkButton({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Button component={Link} variant="default" href={href}>
      {children}
    </Button>
  );
}
