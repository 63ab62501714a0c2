'use client';
import { Menu } from '@mantine/core';
import { IconLogout, IconSettings, IconUser } from '@tabler/icons-react';
import Link from 'next/link';
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
    <Menu position="bottom-end" width={230} transitionProps={{ duration: 100 }} withInitialFocusPlaceholder={false}>
      <Menu.Target>
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
      </Menu.Target>
      <Menu.Dropdown>
        {user == null ? null : (
          <>
            <Menu.Label>
              <span className={classes.name}>{user.name}</span>
              <span className={classes.line}>{user.email}</span>
              <span className={classes.line}>{capitalised(user.role)}</span>
            </Menu.Label>
            <Menu.Divider />
          </>
        )}
        <Menu.Item component={Link} href="/settings" leftSection={<IconSettings size={16} aria-hidden />}>
          Settings
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>Theme</Menu.Label>
        <ThemeItems />
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconLogout size={16} aria-hidden />}
          disabled={signOut.isPending}
          onClick={() => signOut.mutate('here')}
        >
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
