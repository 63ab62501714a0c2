import type { ContainerFacts, EngineState, ListedContainer } from '../engine/engine.ts';

/** What the agent believes of one attempt's container. */
export interface Belief {
  attemptId: string;
  container: ContainerFacts | null | 'unknown';
}

/** What the list, which is the truth, says against what the agent believed. */
export interface ListReconciliation {
  /** Attempts whose container has to be looked at again: the list disagrees with what hints had told. */
  lookAgain: string[];
  /** Containers with our labels that nobody wants. */
  orphans: ListedContainer[];
}

/**
 * Compares the periodic list with what events and answers had made the agent believe. The list was taken a moment ago,
 * so it decides nothing by itself: a difference only has the engine asked about that one container.
 */
export function reconcileList(listed: readonly ListedContainer[], beliefs: readonly Belief[]): ListReconciliation {
  const byAttempt = new Map(listed.map((container) => [container.attemptId, container]));
  const known = new Set(beliefs.map((belief) => belief.attemptId));
  return {
    lookAgain: beliefs
      .filter((belief) => disagrees(belief.container, byAttempt.get(belief.attemptId)))
      .map((belief) => belief.attemptId),
    orphans: listed.filter((container) => !known.has(container.attemptId)),
  };
}

function disagrees(believed: Belief['container'], listed: ListedContainer | undefined): boolean {
  if (believed === 'unknown') return false;
  if (believed === null) return listed !== undefined;
  return listed === undefined || phase(listed.engineState) !== phase(believed.engineState);
}

/** The states between which a decision does not tell. */
function phase(state: EngineState): string {
  if (state === 'paused' || state === 'restarting') return 'running';
  return state === 'dead' ? 'exited' : state;
}
