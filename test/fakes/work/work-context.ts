/** What a handler has beside its payload, as a test gives it. Structurally the worker's own type: fakes import no product. */
interface PlayedContext {
  head: { height: number; hash: string } | null;
  input: () => AsyncIterable<Uint8Array>;
  progress: (done: number, total: number | null, unit: string) => void;
  nowMs: number;
}

/** A context whose input comes in the parts that are given, and which remembers how far it was told to be. */
export function workContext(
  given: { parts?: readonly (string | Uint8Array)[]; head?: PlayedContext['head'] } = {},
): PlayedContext & { told: number[] } {
  const told: number[] = [];
  return {
    head: given.head ?? null,
    nowMs: 1_700_000_000_000,
    told,
    progress: (done) => {
      told.push(done);
    },
    async *input() {
      for (const part of given.parts ?? []) yield typeof part === 'string' ? new TextEncoder().encode(part) : part;
    },
  };
}
