'use client';
import type { ReactNode } from 'react';
import { ButtonLink } from './button/button.tsx';

/** A button that leads somewhere, also for pages that are made on the server. */
export function LinkButton({ href, children }: { href: string; children: ReactNode }) {
  return (
    <ButtonLink variant="default" href={href}>
      {children}
    </ButtonLink>
  );
}
