'use client';
import { formatAgo } from '@longshore/schemas/words';
import { Tooltip } from '@mantine/core';
import { formatExact } from './exact-time.ts';
import { useNow } from './use-now.ts';

/** "4 min ago", with the exact time on hover and for a screen reader's asking. */
export function Ago({ at }: { at: string }) {
  const now = useNow();
  return (
    <Tooltip label={formatExact(at)}>
      <time dateTime={at} className="ls-tabular" style={{ whiteSpace: 'nowrap' }}>
        {formatAgo(now - Date.parse(at))}
      </time>
    </Tooltip>
  );
}
