/** How a kitchen fails by itself, for trials. */
export interface Upsets {
  /** Ends the program at once. */
  crash(): void;
  /** Keeps the program from doing anything at all. */
  freeze(durationMs: number): void;
}

/** What truly happens. */
export const realUpsets: Upsets = {
  crash() {
    process.kill(process.pid, 'SIGKILL');
    // The first program of a container without an init cannot be killed from inside.
    process.exit(137);
  },
  freeze(durationMs) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, durationMs);
  },
};
