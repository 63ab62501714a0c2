/**
 * Names in a sentence: `a`, `a and b`, `a, b and c`, `a, b, c and 4 more`.
 *
 * @param most - of them that are named
 */
export function listed(names: readonly string[], most = 5): string {
  if (names.length > most) return `${names.slice(0, most).join(', ')} and ${names.length - most} more`;
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
