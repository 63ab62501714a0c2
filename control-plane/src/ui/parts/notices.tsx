'use client';
import { useState } from 'react';
import { late } from './late.tsx';
import { useWhenSettled } from './use-when-settled.ts';

// Nothing is said before the page is there.
const NoticesLayer = late(async () => (await import('./notices-layer.tsx')).NoticesLayer);

/** Where notifications are shown; what was said before it is there waits. */
export function Notices() {
  const [ready, setReady] = useState(false);
  useWhenSettled(() => setReady(true));
  return ready ? <NoticesLayer /> : null;
}
