'use client';
import { formatUntil } from '@longshore/schemas/words';
import { formatExact } from './exact-time.ts';
import { useNow } from './use-now.ts';

/** "in 12 s", with the exact time on hover. */
export function Countdown({ at }: { at: string }) {
  const now = useNow();
  return (
    <time dateTime={at} title={formatExact(at)} className="ls-tabular" style={{ whiteSpace: 'nowrap' }}>
      {formatUntil(Date.parse(at) - now)}
    </time>
  );
}
