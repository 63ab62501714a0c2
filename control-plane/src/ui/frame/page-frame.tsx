'use client';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { LiveQueries } from '../live/live-queries.tsx';
import { SessionWatch } from '../session/session-watch.tsx';
import { SIGN_IN_PATH } from '../session/sign-in-address.ts';
import { SignedOutNote } from '../session/signed-out-note.tsx';
import { ShortcutKeys } from '../shortcuts/shortcut-keys.tsx';
import { AppFrame } from './app-frame.tsx';
import { Opening } from './opening.tsx';
import { WhenMounted } from './when-mounted.tsx';

/** The frame around every page but the one where one signs in, to which nothing is told. */
export function PageFrame({ children }: { children: ReactNode }) {
  if (usePathname() === SIGN_IN_PATH) return <WhenMounted before={null}>{children}</WhenMounted>;
  return (
    <WhenMounted before={<Opening />}>
      <SessionWatch />
      <LiveQueries />
      <ShortcutKeys>
        <AppFrame>
          <SignedOutNote />
          {children}
        </AppFrame>
      </ShortcutKeys>
    </WhenMounted>
  );
}
