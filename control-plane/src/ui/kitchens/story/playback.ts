import { type Beat, lengthOf, positionAt, startOf } from './beats.ts';

/** Where in the story one is. */
export interface Playback {
  scene: number;
  /** Since the scene began. */
  tMs: number;
  playing: boolean;
}

/** The beats of every scene, in order. */
export type Program = readonly (readonly Beat[])[];

export const BEGINNING: Playback = { scene: 0, tMs: 0, playing: false };

/** Some time later: at the end of a scene the next one begins; at the end of the last it stops. */
export function tick(now: Playback, byMs: number, program: Program): Playback {
  if (!now.playing) return now;
  const length = lengthOf(program[now.scene] ?? []);
  const tMs = now.tMs + byMs;
  if (tMs < length) return { ...now, tMs };
  if (now.scene >= program.length - 1) return { ...now, tMs: length, playing: false };
  return { ...now, scene: now.scene + 1, tMs: 0 };
}

/** Goes on or stops; from the very end it begins anew. */
export function toggle(now: Playback, program: Program): Playback {
  if (now.playing) return { ...now, playing: false };
  const isOver = now.scene === program.length - 1 && now.tMs >= lengthOf(program[now.scene] ?? []);
  return isOver ? { ...BEGINNING, playing: true } : { ...now, playing: true };
}

/** Goes to the beginning of a beat further on, or back, over the ends of scenes, and stops there. */
export function step(now: Playback, by: number, program: Program): Playback {
  const stops = program.flatMap((beats, scene) => beats.map((_, beat) => ({ scene, beat })));
  const { beat } = positionAt(program[now.scene] ?? [], now.tMs);
  const here = stops.findIndex((stop) => stop.scene === now.scene && stop.beat === beat);
  const next = stops[Math.max(0, Math.min(stops.length - 1, here + by))];
  if (next === undefined) return now;
  return { scene: next.scene, tMs: startOf(program[next.scene] ?? [], next.beat), playing: false };
}

/** Goes to a scene, and plays on where it played. */
export function goToScene(now: Playback, scene: number, program: Program): Playback {
  return { ...now, scene: Math.max(0, Math.min(program.length - 1, scene)), tMs: 0 };
}
