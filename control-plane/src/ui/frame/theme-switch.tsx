'use client';
import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconMoon, IconSun } from '@tabler/icons-react';
import { ThemeItems } from './theme-items.tsx';

/** Light, dark, or as the system. */
export function ThemeSwitch() {
  return (
    <Menu position="bottom-end" width={170} transitionProps={{ duration: 100 }}>
      <Menu.Target>
        <Tooltip label="Theme">
          <ActionIcon size={34} aria-label="Theme">
            <IconSun size={18} stroke={1.7} className="ls-only-light" />
            <IconMoon size={18} stroke={1.7} className="ls-only-dark" />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <ThemeItems />
      </Menu.Dropdown>
    </Menu>
  );
}
