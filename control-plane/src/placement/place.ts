import type { Exclusion, LabelExpression, ScoreTerm } from '@longshore/schemas';
import type { Location, TermName, Weights } from '@longshore/schemas/placement';

/** What is counted against a place's capacity. */
export interface Quantities {
  cpuMillis: number;
  memoryBytes: number;
  slots: number;
}

/** Somewhere that work can go: an agent's host, or a kitchen. */
export interface Place {
  id: string;
  /** Null: it can take work. Otherwise why not, in words. */
  unfit: { filter: 'health' | 'sync'; words: string } | null;
  cordoned: boolean;
  labels: Readonly<Record<string, string>>;
  /** Such as linux/amd64; empty: not known. */
  platform: string;
  capacity: Quantities;
  reserved: Quantities;
  /** What it is good at or has at hand: images that are there already, dishes that it cooks. */
  specialties: ReadonlySet<string>;
  /** Average duration of what it finished, in milliseconds; 0: nothing yet. */
  averageDurationMs: number;
  location: Location | null;
}

/** What a place's labels had better satisfy. */
export interface Affinity {
  expression: LabelExpression;
  /** Against 1 for a preferred label. */
  weight: number;
}

/** What one piece of work asks of a place. */
export interface PlacementRequest {
  needs: Quantities;
  /** Only these places; empty: any. */
  only: readonly string[];
  labels: Readonly<Record<string, string>>;
  /** What the place's labels must satisfy, all of it. */
  constraints: readonly LabelExpression[];
  preferredLabels: Readonly<Record<string, string>>;
  affinities: readonly Affinity[];
  /** Image or dish that had better be at hand; null: nothing in particular. */
  specialty: string | null;
  /** Null: any. */
  platform: string | null;
  /** Where it had better be near; null: anywhere. */
  near: Location | null;
}

export type { Exclusion, Location, ScoreTerm, TermName, Weights };
