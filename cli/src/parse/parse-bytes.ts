const FACTORS: Record<string, number> = {
  '': 1,
  b: 1,
  k: 1024,
  kib: 1024,
  kb: 1_000,
  m: 1024 ** 2,
  mib: 1024 ** 2,
  mb: 1_000 ** 2,
  g: 1024 ** 3,
  gib: 1024 ** 3,
  gb: 1_000 ** 3,
  t: 1024 ** 4,
  tib: 1024 ** 4,
  tb: 1_000 ** 4,
};

/**
 * Bytes from words such as `256MiB`, `1.5g`, `500MB` or `1048576`; `k m g t` alone are binary, as engines take them.
 * A sign is read, so that a negative amount is refused with the bounds and not as gibberish.
 *
 * @returns whole bytes, or null when the text is no amount of memory
 */
export function parseBytes(text: string): number | null {
  const match = /^(-?\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(text.trim());
  const factor = FACTORS[match?.[2]?.toLowerCase() ?? '-'];
  if (match === null || factor === undefined) return null;
  const value = Math.round(Number(match[1]) * factor);
  return Number.isSafeInteger(value) ? value : null;
}
