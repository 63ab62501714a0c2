'use client';
import { Menu, useMantineColorScheme } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { THEME_CHOICES } from './theme-choices.ts';

/** Light, dark, or as the system: in a menu. */
export function ThemeItems() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return THEME_CHOICES.map(({ value, word, icon: Icon }) => (
    <Menu.Item
      key={value}
      leftSection={<Icon size={16} aria-hidden />}
      rightSection={colorScheme === value ? <IconCheck size={14} aria-label="chosen" /> : null}
      onClick={() => setColorScheme(value)}
    >
      {word}
    </Menu.Item>
  ));
}
