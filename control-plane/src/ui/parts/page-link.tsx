'use client';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import type { ComponentProps } from 'react';

/**
 * A link whose page is fetched ahead once somebody is about to follow it: the pointer is on it, or the focus. A list
 * would otherwise fetch a page for every row that is in sight, while the rows themselves are waited for.
 */
export function PageLink({ href, ...props }: ComponentProps<typeof Link> & { href: string }) {
  const router = useRouter();
  const fetchAhead = () => router.prefetch(href);
  return <Link {...props} href={href} prefetch={false} onPointerEnter={fetchAhead} onFocus={fetchAhead} />;
}
