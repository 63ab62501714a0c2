/** A piece of a scene: what is said, and the piece of the recording that is shown meanwhile. */
export interface Beat {
  caption: string;
  /** How long it takes, by the clock of whoever watches. */
  forMs: number;
  /** Of the recording; the same twice: it stands still. */
  fromMs: number;
  toMs: number;
}

/** Where in a scene one is. */
export interface Position {
  beat: number;
  /** How far through the beat, from 0 to 1. */
  share: number;
  /** By the recording’s clock. */
  atMs: number;
  caption: string;
}

export function lengthOf(beats: readonly Beat[]): number {
  return beats.reduce((sum, { forMs }) => sum + forMs, 0);
}

/** Where a scene is after some time; before its beginning and after its end it stands there. */
export function positionAt(beats: readonly Beat[], tMs: number): Position {
  let left = Math.max(0, tMs);
  for (const [index, { forMs, fromMs, toMs, caption }] of beats.entries()) {
    const isLast = index === beats.length - 1;
    if (left < forMs || isLast) {
      const share = forMs === 0 ? 1 : Math.min(1, left / forMs);
      return { beat: index, share, atMs: fromMs + (toMs - fromMs) * share, caption };
    }
    left -= forMs;
  }
  return { beat: 0, share: 1, atMs: 0, caption: '' };
}

/** When a beat begins. */
export function startOf(beats: readonly Beat[], beat: number): number {
  return lengthOf(beats.slice(0, beat));
}

/** How many milliseconds of the recording go by in one of the scene, where it goes fastest. */
export function paceOf(beats: readonly Beat[]): number {
  return Math.max(0, ...beats.map(({ forMs, fromMs, toMs }) => (forMs === 0 ? 0 : (toMs - fromMs) / forMs)));
}
