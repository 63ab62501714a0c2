'use client';
import { formatInZone, formatUntil } from '@longshore/schemas/words';
import { Tooltip } from '@mantine/core';
import { useNow } from '../time/use-now.ts';

/** "in 5 h", with the time in the schedule's zone on hover. */
export function Until({ at, zone }: { at: string; zone: string }) {
  const now = useNow();
  return (
    <Tooltip label={formatInZone(at, zone)}>
      <time dateTime={at} className="ls-tabular" style={{ whiteSpace: 'nowrap' }}>
        {formatUntil(Date.parse(at) - now)}
      </time>
    </Tooltip>
  );
}
