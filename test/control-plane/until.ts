const LOOK_MS = 20;

/**
 * Waits until `look` gives something other than undefined, null or false, and returns it.
 *
 * @throws Error naming what was waited for
 */
export async function until<Value>(
  look: () => Value | Promise<Value>,
  what: string,
  deadlineMs = 30_000,
): Promise<NonNullable<Exclude<Value, false>>> {
  const end = performance.now() + deadlineMs;
  for (;;) {
    const value = await look();
    if (value !== undefined && value !== null && value !== false) return value as NonNullable<Exclude<Value, false>>;
    if (performance.now() > end) throw new Error(`waited ${deadlineMs} ms in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}
