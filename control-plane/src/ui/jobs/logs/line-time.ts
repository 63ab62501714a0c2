/** How the time of a line is told: not at all, by the clock on the wall, in full, or since the job started. */
export const LINE_TIMES = ['off', 'clock', 'full', 'since'] as const;
export type LineTime = (typeof LINE_TIMES)[number];

const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

/**
 * The time of a line in words.
 *
 * @param at - milliseconds since 1970
 * @param startedAt - what `since` counts from
 */
export function formatLineTime(how: LineTime, at: number, startedAt: number): string {
  switch (how) {
    case 'off':
      return '';
    case 'clock':
      return `${clock.format(at)}.${digits(new Date(at).getMilliseconds(), 3)}`;
    case 'full':
      return new Date(at).toISOString();
    case 'since':
      return since(at - startedAt);
  }
}

/** `+1:02:03.456`; before the start, by a clock that is a little behind, with a minus. */
function since(ms: number): string {
  const whole = Math.abs(Math.round(ms));
  const hours = Math.floor(whole / 3_600_000);
  const minutes = Math.floor(whole / 60_000) % 60;
  const seconds = Math.floor(whole / 1_000) % 60;
  return `${ms < 0 ? '−' : '+'}${hours}:${digits(minutes, 2)}:${digits(seconds, 2)}.${digits(whole % 1_000, 3)}`;
}

function digits(value: number, length: number): string {
  return String(value).padStart(length, '0');
}
