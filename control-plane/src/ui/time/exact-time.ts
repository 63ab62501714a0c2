const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long' });
const clockTime = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hour12: false,
});

/** An instant for people, with its day and zone. */
export function formatExact(instant: string): string {
  return exact.format(new Date(instant));
}

/** The time of day with milliseconds: `14:03:22.480`. */
export function formatClockTime(instant: string): string {
  const date = new Date(instant);
  return `${clockTime.format(date)}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}

const hourMinute = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hour12: false });

/** `14:03`, for axes. */
export function formatHourMinute(instant: string | number): string {
  return hourMinute.format(new Date(instant));
}
