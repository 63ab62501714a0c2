'use client';
import { useLocalStorage } from '@mantine/hooks';

/** Whether the navigation is narrow, which the browser remembers. */
export function useNarrowNavigation(): [boolean, (narrow: boolean) => void] {
  const [narrow, setNarrow] = useLocalStorage({
    key: 'longshore.navigation-narrow',
    defaultValue: false,
    // From the first picture on: otherwise the page would move at once.
    getInitialValueInEffect: false,
  });
  return [narrow, setNarrow];
}
