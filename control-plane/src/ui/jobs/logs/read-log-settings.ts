import { LINE_TIMES, type LineTime } from './line-time.ts';

/** How somebody likes to read logs. */
export interface LogSettings {
  wrap: boolean;
  time: LineTime;
}

export const DEFAULT_LOG_SETTINGS: LogSettings = { wrap: false, time: 'clock' };

/** What the browser has kept; of what is not ours, or of an older page, the defaults. */
export function readLogSettings(stored: string | undefined): LogSettings {
  let kept: unknown;
  try {
    kept = JSON.parse(stored ?? '{}');
  } catch {
    // Somebody else's text: as if nothing were stored.
    return DEFAULT_LOG_SETTINGS;
  }
  if (typeof kept !== 'object' || kept === null) return DEFAULT_LOG_SETTINGS;
  const { wrap, time } = kept as { [Setting in keyof LogSettings]?: unknown };
  return {
    wrap: typeof wrap === 'boolean' ? wrap : DEFAULT_LOG_SETTINGS.wrap,
    time: LINE_TIMES.find((known) => known === time) ?? DEFAULT_LOG_SETTINGS.time,
  };
}
