'use client';
import { useLocalStorage } from '@mantine/hooks';

/** Whether the navigation is narrow, which the browser remembers. */
export function useNarrowNavigation(): [boolean, (narrow: boolean) => void] {
  const [narrow, setNarrow] = useLocalStorage({ key: 'longshore.navigation-narrow', defaultValue: false });
  return [narrow, setNarrow];
}
