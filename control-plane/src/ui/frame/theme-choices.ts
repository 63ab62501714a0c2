import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';

/** What a page can look like. */
export const THEME_CHOICES = [
  { value: 'light', word: 'Light', icon: IconSun },
  { value: 'dark', word: 'Dark', icon: IconMoon },
  { value: 'auto', word: 'As the system', icon: IconDeviceDesktop },
] as const;
