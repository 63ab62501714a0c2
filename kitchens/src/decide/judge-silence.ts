/** How long a kitchen may be silent. */
export interface SilenceSettings {
  /** One that was not heard for longer is lost. */
  lostAfterMs: number;
}

export const SILENCE_DEFAULTS: SilenceSettings = { lostAfterMs: 2_500 };

/**
 * Which kitchens are lost. Silence is measured on the balancer's own clock, and counts only while the balancer is at
 * the end of what was reported: one that has fallen behind would take its own silence for that of the kitchens.
 *
 * Unlike agents, kitchens are declared lost however many of them fall silent together: taking an order back is made
 * safe by its epoch, so that a mistake costs a dish cooked twice and never one delivered twice.
 *
 * @param heardAtMs - for each open kitchen
 * @param caughtUpSinceMs - null while reports lie unread
 */
export function judgeSilence(
  heardAtMs: ReadonlyMap<string, number>,
  caughtUpSinceMs: number | null,
  nowMs: number,
  { lostAfterMs }: SilenceSettings,
): string[] {
  if (caughtUpSinceMs === null) return [];
  return [...heardAtMs]
    .filter(([, atMs]) => nowMs - Math.max(atMs, caughtUpSinceMs) > lostAfterMs)
    .map(([kitchenId]) => kitchenId);
}
