'use client';
import { useMantineColorScheme } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { MenuItem } from '../parts/menu/menu-item.tsx';
import { THEME_CHOICES } from './theme-choices.ts';

/** Light, dark, or as the system: in a menu. */
export function ThemeItems() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return THEME_CHOICES.map(({ value, word, icon: Icon }) => (
    <MenuItem
      key={value}
      icon={<Icon size={16} aria-hidden />}
      mark={colorScheme === value ? <IconCheck size={14} aria-label="chosen" /> : null}
      onClick={() => setColorScheme(value)}
    >
      {word}
    </MenuItem>
  ));
}
