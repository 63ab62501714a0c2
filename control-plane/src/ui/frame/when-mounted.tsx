'use client';
import { type ReactNode, useSyncExternalStore } from 'react';

const never = () => () => undefined;

/**
 * Shows its children in the browser alone. They are made of parts that carry `style` attributes, which a browser takes
 * from a script but, under our policy, not from a page as it was sent. All they show is asked for by the browser anyway.
 */
export function WhenMounted({ children, before }: { children: ReactNode; before: ReactNode }) {
  const mounted = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return mounted ? children : before;
}
