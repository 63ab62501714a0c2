import type { ListedContainer } from '../engine/engine.ts';

/** An orphan and since when it has been one, on the monotonic clock. */
export interface TrackedOrphan {
  container: ListedContainer;
  sinceMs: number;
}

/** Which orphans are known now, and which of them have outlived their grace. */
export interface OrphanDecision {
  tracked: TrackedOrphan[];
  due: ListedContainer[];
}

/**
 * Keeps count of containers that carry our labels and that nobody wants. One is removed only after it was seen so for
 * the whole grace: an instruction on its way may still claim it. A container that is wanted again is forgotten here.
 */
export function dueOrphans(
  before: readonly TrackedOrphan[],
  seen: readonly ListedContainer[],
  nowMs: number,
  graceMs: number,
): OrphanDecision {
  const since = new Map(before.map((orphan) => [orphan.container.containerId, orphan.sinceMs]));
  const tracked = seen.map((container) => ({ container, sinceMs: since.get(container.containerId) ?? nowMs }));
  return {
    tracked,
    due: tracked.filter((orphan) => nowMs - orphan.sinceMs >= graceMs).map((orphan) => orphan.container),
  };
}
