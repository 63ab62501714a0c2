'use client';
import { useLocalStorage } from '@mantine/hooks';
import { z } from 'zod';
import { LINE_TIMES } from './line-time.ts';

const settings = z.object({ wrap: z.boolean().catch(false), time: z.enum(LINE_TIMES).catch('clock') });
/** How somebody likes to read logs. */
export type LogSettings = z.output<typeof settings>;

const defaults: LogSettings = { wrap: false, time: 'clock' };

function parse(stored: string | undefined): LogSettings {
  try {
    return settings.catch(defaults).parse(JSON.parse(stored ?? '{}'));
  } catch {
    // Not ours, or of an older page: as if nothing were stored.
    return defaults;
  }
}

/** How this browser's owner likes to read logs, remembered in the browser. */
export function useLogSettings(): [LogSettings, (change: Partial<LogSettings>) => void] {
  const [value, setValue] = useLocalStorage<LogSettings>({
    key: 'longshore.logs',
    defaultValue: defaults,
    getInitialValueInEffect: false,
    deserialize: parse,
  });
  return [value, (change) => setValue((before) => ({ ...before, ...change }))];
}
