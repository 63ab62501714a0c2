import { formatCount, plural } from './quantities.ts';

/** How far a per-host job has come: `2 of 3 matching agents`; `no agent matches`. */
export function perHostWords({ matching, running }: { matching: number; running: number }): string {
  if (matching === 0) return 'no agent matches';
  return `${formatCount(running)} of ${plural(matching, 'matching agent')}`;
}
