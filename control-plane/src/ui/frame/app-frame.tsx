'use client';
import { ActionIcon, AppShell, Kbd, Tooltip, VisuallyHidden } from '@mantine/core';
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand, IconSearch } from '@tabler/icons-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { Keys, KeysHint } from '../shortcuts/keys.tsx';
import { ShortcutsButton } from '../shortcuts/shortcuts-button.tsx';
import classes from './app-frame.module.css';
import { BottomRooms } from './bottom-rooms.tsx';
import { CommandPalette, openCommandPalette } from './command-palette.tsx';
import { ConnectionState } from './connection-state.tsx';
import { Crumbs } from './crumbs.tsx';
import { Logo } from './logo.tsx';
import { isInRoom } from './rooms.ts';
import { ThemeSwitch } from './theme-switch.tsx';
import { useNarrowNavigation } from './use-narrow-navigation.ts';
import { useRooms } from './use-rooms.ts';
import { UserMenu } from './user-menu.tsx';

/** What stands around every page: navigation, where am I, search, connection, theme, user. */
export function AppFrame({ children }: { children: ReactNode }) {
  const [narrow, setNarrow] = useNarrowNavigation();
  return (
    <AppShell
      layout="alt"
      header={{ height: 52 }}
      navbar={{ width: narrow ? 60 : 216, breakpoint: 'sm', collapsed: { mobile: true } }}
      footer={{ height: { base: 'calc(56px + env(safe-area-inset-bottom))', sm: 0 } }}
      transitionDuration={140}
    >
      <AppShell.Header className={classes.header}>
        <a href="#content" className={classes.skip}>
          Skip to content
        </a>
        <span className={classes['phone-logo']}>
          <Link href="/" aria-label="Longshore, overview">
            <Logo size={22} />
          </Link>
        </span>
        <Crumbs />
        <button type="button" className={classes.search} onClick={openCommandPalette}>
          <IconSearch size={15} aria-hidden />
          <span className={classes['search-words']}>Search or jump to…</span>
          <Kbd size="xs" className={classes['search-key']}>
            Ctrl K
          </Kbd>
          <VisuallyHidden>Search, Control K</VisuallyHidden>
        </button>
        <ConnectionState />
        <span className={classes['theme-switch']}>
          <ThemeSwitch />
        </span>
        <UserMenu />
      </AppShell.Header>
      <AppShell.Navbar className={classes.navbar} aria-label="Rooms" data-narrow={narrow || undefined}>
        <Link href="/" className={classes.brand} aria-label="Longshore, overview">
          <Logo size={26} />
          {narrow ? null : <span>Longshore</span>}
        </Link>
        <Rooms narrow={narrow} />
        <div className={classes.foot}>
          <Tooltip label={narrow ? 'Widen the navigation' : 'Narrow the navigation'} position="right">
            <ActionIcon
              aria-label={narrow ? 'Widen the navigation' : 'Narrow the navigation'}
              onClick={() => setNarrow(!narrow)}
            >
              {narrow ? <IconLayoutSidebarLeftExpand size={18} /> : <IconLayoutSidebarLeftCollapse size={18} />}
            </ActionIcon>
          </Tooltip>
          <ShortcutsButton />
        </div>
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1} className={classes.main}>
        {children}
      </AppShell.Main>
      <AppShell.Footer className={classes.bottom} hiddenFrom="sm">
        <nav aria-label="Rooms, below" className={classes['bottom-bar']}>
          <BottomRooms />
        </nav>
      </AppShell.Footer>
      <CommandPalette />
    </AppShell>
  );
}

function Rooms({ narrow }: { narrow: boolean }) {
  const pathname = usePathname();
  const rooms = useRooms().filter(({ inSettings }) => inSettings !== true);
  return (
    <div className={classes.rooms}>
      {rooms.map((room) => (
        <Tooltip
          key={room.href}
          label={<KeysHint words={room.word} keys={`g ${room.letter}`} />}
          position="right"
          disabled={!narrow}
        >
          <Link
            href={room.href}
            className={classes.room}
            data-group={room.startsGroup || undefined}
            aria-current={isInRoom(pathname, room) ? 'page' : undefined}
            aria-label={narrow ? room.word : undefined}
          >
            <room.icon size={18} stroke={1.7} aria-hidden />
            {narrow ? null : <span>{room.word}</span>}
            {narrow ? null : (
              <span aria-hidden className={classes['room-keys']}>
                <Keys keys={`g ${room.letter}`} brief />
              </span>
            )}
          </Link>
        </Tooltip>
      ))}
    </div>
  );
}
