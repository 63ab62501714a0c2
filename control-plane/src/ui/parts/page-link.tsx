'use client';
import Link from 'next/link';
import { type ComponentProps, useState } from 'react';

/**
 * A link whose page is fetched ahead, as a whole, once somebody is about to follow it: the pointer is on it, or the
 * focus. A list would otherwise fetch a page for every row that is in sight, while the rows themselves are waited for.
 */
export function PageLink(props: ComponentProps<typeof Link>) {
  const [near, setNear] = useState(false);
  return <Link {...props} prefetch={near} onPointerEnter={() => setNear(true)} onFocus={() => setNear(true)} />;
}
