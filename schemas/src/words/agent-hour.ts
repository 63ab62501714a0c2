import type { AgentDetail } from '../api/shapes.ts';
import { AGENT_STATES } from '../states.ts';
import { formatDuration } from './durations.ts';

/** Reports that may be missed before it was not heard. */
const MISSED_REPORTS = 3;

/**
 * How an agent was in its last hour, in states and for how long, the longest first: `ready 54 min, unhealthy 3 min (disk),
 * not heard 2 min`. Null where it was one thing all the time, which is what it is.
 */
export function agentHourWords({
  states,
  healthIntervalMs,
}: Pick<AgentDetail, 'states' | 'healthIntervalMs'>): string | null {
  if (states.length < 2) return null;
  const spent = new Map<string, { ms: number; failing: Set<string> }>();
  const add = (word: string, ms: number, failing: readonly string[] = []): void => {
    const known = spent.get(word) ?? { ms: 0, failing: new Set() };
    spent.set(word, { ms: known.ms + ms, failing: new Set([...known.failing, ...failing]) });
  };
  for (const [index, { from, until, state, failing }] of states.entries()) {
    const word = AGENT_STATES[state].word.toLowerCase();
    add(word, Date.parse(until) - Date.parse(from), failing);
    const between = Date.parse(states[index + 1]?.from ?? until) - Date.parse(until);
    // From one report to the next it was what it last said.
    add(between > MISSED_REPORTS * healthIntervalMs + 1_000 ? 'not heard' : word, between);
  }
  return [...spent]
    .toSorted(([, one], [, other]) => other.ms - one.ms)
    .map(([word, { ms, failing }]) => {
      const why = failing.size === 0 ? '' : ` (${[...failing].join(', ')})`;
      return `${word} ${formatDuration(ms)}${why}`;
    })
    .join(', ');
}
