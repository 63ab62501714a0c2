import type { Beat } from '../beats.ts';
import type { Story } from '../story.ts';

export const SCENE_IDS = [
  'challenge',
  'architecture',
  'order',
  'scoring',
  'rush',
  'migration',
  'containers',
  'success',
] as const;
export type SceneId = (typeof SCENE_IDS)[number];

/** One of the eight scenes. What it says and shows follows from the story and the time alone. */
export interface Scene {
  title: string;
  /** What is told beat by beat, of a recording. */
  beats: (story: Story) => Beat[];
  /** What is told of what happens now; `atMs` is the newest moment of the story. */
  live: (story: Story, atMs: number) => string;
}

/** A piece of the recording within its bounds: so much around a moment. */
export function around(
  { fromMs, untilMs }: Pick<Story, 'fromMs' | 'untilMs'>,
  atMs: number,
  before: number,
  after: number,
) {
  return { from: Math.max(fromMs, atMs - before), to: Math.min(untilMs, atMs + after) };
}
