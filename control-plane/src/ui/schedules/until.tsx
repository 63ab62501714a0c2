'use client';
import { formatInZone, formatUntil } from '@longshore/schemas/words';
import { hint } from '../parts/hint/hint.ts';
import { useTimeWords } from '../time/use-time-words.ts';

/** "in 5 h", with the time in the schedule's zone on hover. */
export function Until({ at, zone }: { at: string; zone: string }) {
  const words = useTimeWords((now) => formatUntil(Date.parse(at) - now));
  return (
    <time dateTime={at} className="ls-time" {...hint(formatInZone(at, zone))}>
      {words}
    </time>
  );
}
