/**
 * The candidates that a person may have meant, best first: by how few letters differ (Levenshtein), where a path whose
 * last part is the same (`user.email` for `internet.email`) counts as close.
 */
export function closeMatches(given: string, candidates: Iterable<string>, limit = 3): string[] {
  const wanted = given.toLowerCase();
  const wantedName = lastPart(wanted);
  const scored: Array<{ candidate: string; score: number }> = [];
  for (const candidate of candidates) {
    const lower = candidate.toLowerCase();
    const name = lastPart(lower);
    const score = Math.min(
      distance(wanted, lower),
      name === wantedName ? 1.5 : Number.POSITIVE_INFINITY,
      distance(wantedName, name) + 1.5,
      wantedName.length >= 4 && name.includes(wantedName) ? 2.5 : Number.POSITIVE_INFINITY,
    );
    scored.push({ candidate, score });
  }
  const most = Math.max(2.5, wanted.length / 3);
  return scored
    .filter(({ score }) => score <= most)
    .sort((one, other) => one.score - other.score || one.candidate.localeCompare(other.candidate, 'en'))
    .slice(0, limit)
    .map(({ candidate }) => candidate);
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/** Levenshtein's distance with two rows. */
function distance(one: string, other: string): number {
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row++) {
    const current = [row];
    for (let column = 1; column <= other.length; column++) {
      const substitution = (previous[column - 1] ?? 0) + (one[row - 1] === other[column - 1] ? 0 : 1);
      current.push(Math.min(substitution, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[other.length] ?? 0;
}
