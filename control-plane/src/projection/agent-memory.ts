import type { Silence } from '../dispatcher/silence.ts';
import type { Lag } from './decide/compare-inventory.ts';

/** What the leading process remembers of agents between batches; lost with the lead, which only makes it more patient. */
export interface AgentMemory {
  readonly silence: Silence;
  /** By attempt. */
  readonly lags: Map<string, Lag>;
  /** When each agent was last sent a Sync, or refused, by registration: monotonic milliseconds. */
  readonly answeredAt: Map<string, { word: string; atMs: number }>;
  /** By agent: another engine that asked for the same id, and when it was last refused, in monotonic milliseconds. */
  readonly rivals: Map<string, { hostname: string; atMs: number }>;
}

export interface AgentPatience {
  resendAfterMs: number;
  syncAgainAfterMs: number;
  /** Monotonic milliseconds. */
  nowMs: number;
}

/** An agent's id is another's while that one was heard within so many of its own health intervals. */
export const INTERVALS_UNTIL_TAKEN = 3;
