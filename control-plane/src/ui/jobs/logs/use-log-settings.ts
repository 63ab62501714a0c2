'use client';
import { useLocalStorage } from '@mantine/hooks';
import { DEFAULT_LOG_SETTINGS, type LogSettings, readLogSettings } from './read-log-settings.ts';

/** How this browser's owner likes to read logs, remembered in the browser. */
export function useLogSettings(): [LogSettings, (change: Partial<LogSettings>) => void] {
  const [value, setValue] = useLocalStorage<LogSettings>({
    key: 'longshore.logs',
    defaultValue: DEFAULT_LOG_SETTINGS,
    getInitialValueInEffect: false,
    deserialize: readLogSettings,
  });
  return [value, (change) => setValue((before) => ({ ...before, ...change }))];
}
