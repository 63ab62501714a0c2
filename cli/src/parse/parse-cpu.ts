/**
 * Thousandths of a core from `0.5`, `2` (cores) or `250m` (thousandths). A sign is read, so that a negative share is
 * refused with the bounds.
 *
 * @returns whole thousandths, or null when the text is no amount of cpu
 */
export function parseCpu(text: string): number | null {
  const match = /^(-?\d+(?:\.\d+)?)(m?)$/i.exec(text.trim());
  if (match === null) return null;
  const value = Math.round(Number(match[1]) * (match[2] === '' ? 1_000 : 1));
  return Number.isSafeInteger(value) ? value : null;
}
