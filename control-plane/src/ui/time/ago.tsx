'use client';
import { formatAgo } from '@longshore/schemas/words';
import { hint } from '../parts/hint/hint.ts';
import { formatExact } from './exact-time.ts';
import { useTimeWords } from './use-time-words.ts';

/** "4 min ago", with the exact time on hover and for a screen reader's asking. */
export function Ago({ at }: { at: string }) {
  const words = useTimeWords((now) => formatAgo(now - Date.parse(at)));
  return (
    <time dateTime={at} className="ls-time" {...hint(formatExact(at))}>
      {words}
    </time>
  );
}
