'use client';
import { IconMoon, IconSun } from '@tabler/icons-react';
import { IconButton } from '../parts/button/icon-button.tsx';
import { hint } from '../parts/hint/hint.ts';
import { Menu } from '../parts/menu/menu.tsx';
import { ThemeItems } from './theme-items.tsx';

/** Light, dark, or as the system. */
export function ThemeSwitch() {
  return (
    <Menu
      width={170}
      button={
        <IconButton size={34} aria-label="Theme" {...hint('Theme')}>
          <IconSun size={18} stroke={1.7} className="ls-only-light" />
          <IconMoon size={18} stroke={1.7} className="ls-only-dark" />
        </IconButton>
      }
    >
      <ThemeItems />
    </Menu>
  );
}
