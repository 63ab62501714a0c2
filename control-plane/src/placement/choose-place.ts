import type { Candidate } from '@longshore/schemas';
import { hardFilters } from './hard-filters.ts';
import type { Place, PlacementRequest, Weights } from './place.ts';
import { scoreTerms } from './score-terms.ts';
import { bySpread, type Spread, spreadOf, tasksByValue } from './spread.ts';

/** A decision about one piece of work. */
export interface Choice {
  /** Null: no place can take it now. */
  winner: string | null;
  runnerUp: string | null;
  /** Every place: the winner first, then by spread where one is wanted and by score, then the excluded ones by id. */
  candidates: Candidate[];
}

function byRank(a: Candidate, b: Candidate): number {
  if ((a.score === null) !== (b.score === null)) return a.score === null ? 1 : -1;
  const difference = bySpread(a, b) || (b.score ?? 0) - (a.score ?? 0);
  if (difference !== 0) return difference;
  return a.agentId < b.agentId ? -1 : 1;
}

/**
 * Weighs every place for one piece of work: hard filters first; then, where the work is to be spread, the value of the
 * label that holds the fewest of its kind; then the weighted terms. Equal scores are told apart by id, so that the same
 * question always has the same answer.
 *
 * @param spread - null: wherever it scores best
 */
export function choosePlace(
  request: PlacementRequest,
  places: readonly Place[],
  weights: Weights,
  spread: Spread | null = null,
): Choice {
  const tasks = spread === null ? null : tasksByValue(spread, places);
  const candidates = places.map((place): Candidate => {
    const excludedBy = hardFilters(request, place);
    if (excludedBy.length > 0) return { agentId: place.id, excludedBy, terms: [], score: null };
    const terms = scoreTerms(request, place, weights);
    const score = terms.reduce((sum, term) => sum + term.weighted, 0);
    const candidate: Candidate = { agentId: place.id, excludedBy, terms, score };
    return spread === null || tasks === null
      ? candidate
      : { ...candidate, spread: spreadOf(spread.over, place, tasks) };
  });
  candidates.sort(byRank);
  const fitting = candidates.filter((candidate) => candidate.score !== null);
  return { winner: fitting[0]?.agentId ?? null, runnerUp: fitting[1]?.agentId ?? null, candidates };
}
