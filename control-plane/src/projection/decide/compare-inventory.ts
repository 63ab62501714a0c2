import type { AgentStatus } from '@longshore/schemas';
import type { HeldAttempt } from '../agent-facts.ts';

/** What an inventory makes necessary. Inventory never ends an attempt: only its agent's report does. */
export type InventoryStep =
  /** Its container does not run any more: its room comes free, and what is left is to be removed. */
  | { kind: 'release'; attemptId: string }
  /** Nothing of it is left on the agent. */
  | { kind: 'gone'; attemptId: string }
  /** What is wanted has not been applied for too long: say it again. */
  | { kind: 'resend'; attemptId: string }
  /** Heard again. */
  | { kind: 'reachable'; attemptId: string };

/** Since when an attempt's agent has lagged behind which generation, on the dispatcher's monotonic clock. */
export interface Lag {
  generation: number;
  sinceMs: number;
}

export interface InventoryComparison {
  steps: InventoryStep[];
  /** By attempt; replaces what was known for these attempts. */
  lags: Map<string, Lag>;
}

const RUNNING = new Set(['running', 'paused', 'restarting']);

/**
 * Compares what an agent holds with what it should.
 *
 * @param held - attempts of this agent whose container may be there
 * @param lags - what lagged at the status before
 * @param nowMs - the dispatcher's monotonic clock
 * @param resendAfterMs - how long a generation may lag
 */
export function compareInventory(
  held: readonly HeldAttempt[],
  status: AgentStatus,
  lags: ReadonlyMap<string, Lag>,
  nowMs: number,
  resendAfterMs: number,
): InventoryComparison {
  const steps: InventoryStep[] = [];
  const next = new Map<string, Lag>();
  const containers = new Map(status.containers.map((container) => [container.attemptId, container]));
  for (const attempt of held) {
    const attemptId = attempt.id;
    if (attempt.unreachable && !attempt.ended) steps.push({ kind: 'reachable', attemptId });
    // Before its Sync, and while its engine is away, an agent applies nothing and its list may be old.
    if (!status.synced || status.handlerBlocked || !status.inventoryComplete) continue;
    const container = containers.get(attemptId);
    const applied = Math.max(status.appliedGenerations[attemptId] ?? 0, container?.appliedGeneration ?? 0);
    const lagging = applied < attempt.generation;
    const before = lags.get(attemptId);
    const sinceMs = before !== undefined && before.generation === attempt.generation ? before.sinceMs : nowMs;
    const tooLong = lagging && nowMs - sinceMs >= resendAfterMs;
    if (attempt.ended && container === undefined && (!lagging || tooLong)) {
      steps.push({ kind: 'gone', attemptId });
      continue;
    }
    if (
      attempt.ended &&
      attempt.reserved &&
      !lagging &&
      container !== undefined &&
      !RUNNING.has(container.engineState)
    ) {
      steps.push({ kind: 'release', attemptId });
      continue;
    }
    if (!lagging) continue;
    if (tooLong) steps.push({ kind: 'resend', attemptId });
    next.set(attemptId, { generation: attempt.generation, sinceMs: tooLong ? nowMs : sinceMs });
  }
  return { steps, lags: next };
}
