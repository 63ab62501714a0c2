import type { Candidate } from '@longshore/schemas';
import { hardFilters } from './hard-filters.ts';
import { DEFAULT_WEIGHTS, type Place, type PlacementRequest, type Weights } from './place.ts';
import { scoreTerms } from './score-terms.ts';

/** A decision about one piece of work. */
export interface Choice {
  /** Null: no place can take it now. */
  winner: string | null;
  runnerUp: string | null;
  /** Every place: the winner first, then by score, then the excluded ones by id. */
  candidates: Candidate[];
}

function byScore(a: Candidate, b: Candidate): number {
  const difference = (b.score ?? -1) - (a.score ?? -1);
  if (difference !== 0) return difference;
  return a.agentId < b.agentId ? -1 : 1;
}

/**
 * Weighs every place for one piece of work: hard filters first, then the weighted terms. Equal scores are told apart by
 * id, so that the same question always has the same answer.
 */
export function choosePlace(
  request: PlacementRequest,
  places: readonly Place[],
  weights: Weights = DEFAULT_WEIGHTS,
): Choice {
  const candidates = places.map((place): Candidate => {
    const excludedBy = hardFilters(request, place);
    if (excludedBy.length > 0) return { agentId: place.id, excludedBy, terms: [], score: null };
    const terms = scoreTerms(request, place, weights);
    return { agentId: place.id, excludedBy, terms, score: terms.reduce((sum, term) => sum + term.weighted, 0) };
  });
  candidates.sort(byScore);
  const fitting = candidates.filter((candidate) => candidate.score !== null);
  return { winner: fitting[0]?.agentId ?? null, runnerUp: fitting[1]?.agentId ?? null, candidates };
}
