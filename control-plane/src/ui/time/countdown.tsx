'use client';
import { formatUntil } from '@longshore/schemas/words';
import { hint } from '../parts/hint/hint.ts';
import { formatExact } from './exact-time.ts';
import { useTimeWords } from './use-time-words.ts';

/** "in 12 s", with the exact time on hover. */
export function Countdown({ at }: { at: string }) {
  const words = useTimeWords((now) => formatUntil(Date.parse(at) - now));
  return (
    <time dateTime={at} className="ls-time" {...hint(formatExact(at))}>
      {words}
    </time>
  );
}
