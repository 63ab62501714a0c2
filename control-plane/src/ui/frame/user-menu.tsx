'use client';
import { IconLogout, IconSettings, IconUser } from '@tabler/icons-react';
import { Menu } from '../parts/menu/menu.tsx';
import { MenuItem, MenuLabel, MenuLine } from '../parts/menu/menu-item.tsx';
import { useSession } from '../session/use-session.ts';
import { useSignOut } from '../session/use-sign-out.ts';
import { capitalised } from '../words/sentence.ts';
import { initialsOf } from './initials.ts';
import { ThemeItems } from './theme-items.tsx';
import classes from './user-menu.module.css';

/** Who is signed in, as what, and what is theirs: settings, theme, sign out. */
export function UserMenu() {
  const session = useSession();
  const signOut = useSignOut();
  const user = session?.user;
  return (
    <Menu
      width={230}
      button={
        <button
          type="button"
          className={classes.user}
          aria-label={user == null ? 'You' : `You: ${user.name}, ${user.role}`}
        >
          {user == null ? (
            <IconUser size={17} stroke={1.7} aria-hidden />
          ) : (
            <span aria-hidden>{initialsOf(user.name)}</span>
          )}
        </button>
      }
    >
      {user == null ? null : (
        <>
          <MenuLabel>
            <span className={classes.name}>{user.name}</span>
            <span className={classes.line}>{user.email}</span>
            <span className={classes.line}>{capitalised(user.role)}</span>
          </MenuLabel>
          <MenuLine />
        </>
      )}
      <MenuItem href="/settings" icon={<IconSettings size={16} aria-hidden />}>
        Settings
      </MenuItem>
      <MenuLine />
      <MenuLabel>Theme</MenuLabel>
      <ThemeItems />
      <MenuLine />
      <MenuItem
        icon={<IconLogout size={16} aria-hidden />}
        disabled={signOut.isPending}
        onClick={() => signOut.mutate('here')}
      >
        Sign out
      </MenuItem>
    </Menu>
  );
}
