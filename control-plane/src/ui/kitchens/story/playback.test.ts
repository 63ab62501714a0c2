import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Beat } from './beats.ts';
import { BEGINNING, goToScene, type Playback, type Program, step, tick, toggle } from './playback.ts';

const beat = (forMs: number): Beat => ({ caption: 'It is.', forMs, fromMs: 0, toMs: 0 });
const program: Program = [[beat(1_000), beat(500)], [beat(2_000)], [beat(100), beat(100)]];

describe('the story', () => {
  it('goes from scene to scene, and stops at its end', () => {
    let now: Playback = toggle(BEGINNING, program);
    now = tick(now, 1_499, program);
    expect(now).toEqual({ scene: 0, tMs: 1_499, playing: true });
    now = tick(now, 1, program);
    expect(now).toEqual({ scene: 1, tMs: 0, playing: true });
    now = tick(tick(now, 2_000, program), 200, program);
    expect(now).toEqual({ scene: 2, tMs: 200, playing: false });
    expect(toggle(now, program)).toEqual({ scene: 0, tMs: 0, playing: true });
    expect(tick({ ...now, scene: 0 }, 50, program).tMs).toBe(200);
  });

  it('is gone through beat by beat, over the ends of scenes', () => {
    const stops: [number, number][] = [];
    let now: Playback = BEGINNING;
    for (let count = 0; count < 6; count += 1) {
      stops.push([now.scene, now.tMs]);
      now = step(now, 1, program);
    }
    expect(stops).toEqual([
      [0, 0],
      [0, 1_000],
      [1, 0],
      [2, 0],
      [2, 100],
      [2, 100],
    ]);
    expect(step({ scene: 1, tMs: 700, playing: true }, -1, program)).toEqual({ scene: 0, tMs: 1_000, playing: false });
    expect(step(BEGINNING, -1, program)).toEqual(BEGINNING);
  });

  it('goes to a scene that there is', () => {
    expect(goToScene(BEGINNING, 2, program)).toEqual({ scene: 2, tMs: 0, playing: false });
    expect(goToScene(BEGINNING, 99, program).scene).toBe(2);
    expect(goToScene(BEGINNING, -1, program).scene).toBe(0);
  });

  it('comes back to where it was by a step on and a step back, from anywhere but the end', () => {
    fc.assert(
      fc.property(fc.constantFrom(...[0, 1, 2, 3]), (steps) => {
        let there: Playback = BEGINNING;
        for (let count = 0; count < steps; count += 1) there = step(there, 1, program);
        expect(step(step(there, 1, program), -1, program)).toEqual(there);
      }),
    );
  });
});
