'use client';
import { IconAlertTriangle } from '@tabler/icons-react';
import { PageLink } from '../parts/page-link.tsx';
import type { Attention } from './attention.ts';
import classes from './overview.module.css';

/** What needs a look, each with where to look; nothing where all is well. */
export function AttentionLines({ attention }: { attention: readonly Attention[] }) {
  if (attention.length === 0) return null;
  return (
    <section className={classes.attention} aria-labelledby="needs-a-look" data-tone="look">
      <h2 id="needs-a-look">
        <IconAlertTriangle size={16} aria-hidden />
        Needs a look
      </h2>
      <ul>
        {attention.map(({ href, words, why }) => (
          <li key={`${href} ${words}`}>
            <PageLink href={href}>{words}</PageLink>
            {why === '' ? null : ` ${why}`}
          </li>
        ))}
      </ul>
    </section>
  );
}
