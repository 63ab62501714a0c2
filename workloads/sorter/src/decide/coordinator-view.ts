import type { UnitKind } from '@longshore/schemas/sort';

/** What a coordinator sees besides the log: only for whom to trouble, never for what is right. By its own clock. */
export interface CoordinatorView {
  nowMs: number;
  /** The same moment for people, ISO 8601. */
  at: string;
  /** When each boot of a sorter was last heard. */
  heardAtMs: ReadonlyMap<string, number>;
  /** When each try was first seen in the log. */
  seenAtMs: ReadonlyMap<string, number>;
  /** How long accepted tries took, at the median. */
  medianMs: ReadonlyMap<UnitKind, number>;
  /** A sorter that was not heard for so long is given nothing, and what it works on is given to another. */
  silentAfterMs: number;
  /** No try is called slow before. */
  slowAfterMs: number;
}
