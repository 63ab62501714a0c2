'use client';
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand, IconSearch } from '@tabler/icons-react';
import Link from 'next/link';
import { type ReactNode, useState } from 'react';
import { IconButton } from '../parts/button/icon-button.tsx';
import { hint } from '../parts/hint/hint.ts';
import { useWhenSettled } from '../parts/use-when-settled.ts';
import { KeyCap } from '../shortcuts/key-cap.tsx';
import { ShortcutsButton } from '../shortcuts/shortcuts-button.tsx';
import classes from './app-frame.module.css';
import { BottomRooms } from './bottom-rooms.tsx';
import { ConnectionState } from './connection-state.tsx';
import { Crumbs } from './crumbs.tsx';
import { Logo } from './logo.tsx';
import { SideRooms } from './side-rooms.tsx';
import { ThemeSwitch } from './theme-switch.tsx';
import { useNarrowNavigation } from './use-narrow-navigation.ts';
import { usePalette } from './use-palette.tsx';
import { UserMenu } from './user-menu.tsx';

/** What stands around every page: navigation, where am I, search, connection, theme, user. */
export function AppFrame({ children }: { children: ReactNode }) {
  const [narrow, setNarrow] = useNarrowNavigation();
  const palette = usePalette();
  // The rooms are fetched ahead after all that the page itself has to fetch: one is there then as soon as one goes.
  const [settled, setSettled] = useState(false);
  useWhenSettled(() => setSettled(true));
  return (
    <div className={classes.frame} data-narrow={narrow || undefined}>
      <header className={classes.header}>
        <a href="#content" className={classes.skip}>
          Skip to content
        </a>
        <span className={classes['phone-logo']}>
          <Link href="/" prefetch={false} aria-label="Longshore, overview">
            <Logo size={22} />
          </Link>
        </span>
        <Crumbs />
        <button
          type="button"
          className={classes.search}
          onClick={palette.open}
          onPointerEnter={palette.fetchAhead}
          onFocus={palette.fetchAhead}
        >
          <IconSearch size={15} aria-hidden />
          <span className={classes['search-words']}>Search or jump to…</span>
          <KeyCap className={classes['search-key']}>Ctrl K</KeyCap>
          <span className="ls-hidden">Search, Control K</span>
        </button>
        <ConnectionState />
        <span className={classes['theme-switch']}>
          <ThemeSwitch />
        </span>
        <UserMenu />
      </header>
      <nav className={classes.navbar} aria-label="Rooms" data-narrow={narrow || undefined}>
        <Link href="/" prefetch={false} className={classes.brand} aria-label="Longshore, overview">
          <Logo size={26} />
          {narrow ? null : <span>Longshore</span>}
        </Link>
        <SideRooms narrow={narrow} ahead={settled} />
        <div className={classes.foot}>
          <IconButton
            aria-label={narrow ? 'Widen the navigation' : 'Narrow the navigation'}
            onClick={() => setNarrow(!narrow)}
            {...hint(narrow ? 'Widen the navigation' : 'Narrow the navigation', { side: 'right' })}
          >
            {narrow ? <IconLayoutSidebarLeftExpand size={18} /> : <IconLayoutSidebarLeftCollapse size={18} />}
          </IconButton>
          <ShortcutsButton />
        </div>
      </nav>
      <main id="content" tabIndex={-1} className={classes.main}>
        {children}
      </main>
      <footer className={classes.bottom}>
        <nav aria-label="Rooms, below" className={classes['bottom-bar']}>
          <BottomRooms ahead={settled} />
        </nav>
      </footer>
      {palette.shown}
    </div>
  );
}
