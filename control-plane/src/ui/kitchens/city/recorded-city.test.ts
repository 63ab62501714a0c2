import { CITY, type RunRecording } from '@longshore/schemas';
import { beforeAll, describe, expect, it } from 'vitest';
import { simulatedRecording } from '../../../../../test/control-plane/simulated-recording.ts';
import { frameCity } from './city-frame.ts';
import { Dots } from './dots.ts';
import { spotsOf } from './kitchen-spots.ts';
import { RecordedCity } from './recorded-city.ts';
import { LOOK_NUMBER } from './way.ts';

const frame = frameCity(CITY, 900, 500);
const FLIGHT_MS = 600;
let fire: RunRecording;
let city: RecordedCity;
const dots = new Dots(2_000);

const spotsIn = (recording: RunRecording) => spotsOf(frame, recording.kitchens);

beforeAll(() => {
  fire = simulatedRecording({ scenario: 'fire', kitchens: 6 });
  city = new RecordedCity(fire, frame, spotsIn(fire), FLIGHT_MS);
});

/** How many orders are in each state at a moment, by the events alone. */
function statesAt(recording: RunRecording, atMs: number): Map<string, number> {
  const states = new Map<number, string>();
  for (const event of recording.events) {
    if (event.atMs <= atMs && event.order !== null) states.set(event.order, event.what);
  }
  const counts = new Map<string, number>();
  for (const state of states.values()) counts.set(state, (counts.get(state) ?? 0) + 1);
  return counts;
}

describe('a recorded city', () => {
  it('shows at each moment as many orders in each state as there were', () => {
    for (let atMs = 500; atMs < 100_000; atMs += 7_300) {
      city.drawAt(atMs, dots);
      const states = statesAt(fire, atMs);
      expect(dots.counts[LOOK_NUMBER.cooking]).toBe(states.get('cooking') ?? 0);
      expect(dots.counts[LOOK_NUMBER.ready]).toBe(states.get('ready') ?? 0);
      const inKitchens = [...city.held].reduce((sum, each) => sum + each, 0);
      expect(inKitchens).toBe(
        (states.get('assigned') ?? 0) + (states.get('cooking') ?? 0) + (states.get('asked back') ?? 0),
      );
    }
  });

  it('is the same however one came to a moment', () => {
    const shot = (atMs: number) => {
      city.drawAt(atMs, dots);
      return [...dots.x.subarray(0, dots.count), ...dots.y.subarray(0, dots.count)];
    };
    const first = shot(42_000);
    shot(90_000);
    shot(1_000);
    expect(shot(42_000)).toEqual(first);
  });

  it('moves nothing further in a frame than a flight goes', () => {
    // Those that wait step up as one before them leaves; all others fly, and none goes faster than across the city.
    for (let atMs = 30_000; atMs < 60_000; atMs += 1_016) {
      city.drawAt(atMs, dots);
      const before = positions(dots);
      city.drawAt(atMs + 16, dots);
      const after = positions(dots);
      if (before.length !== after.length) continue;
      for (const [index, { x, y, look }] of after.entries()) {
        const was = before[index];
        if (was === undefined || look === LOOK_NUMBER.received || was.look !== look) continue;
        expect(Math.hypot(x - was.x, y - was.y)).toBeLessThan(0.25 * frame.radius);
      }
    }
  });

  it('tells how its kitchens stood: one dies, and is back', () => {
    const died = fire.events.find(({ what }) => what === 'dies');
    const back = fire.events.find(({ what }) => what === 'returns');
    const kitchen = died?.kitchen ?? -1;
    expect(city.stateAt(kitchen, (died?.atMs ?? 0) - 1)).toBe('open');
    expect(city.stateAt(kitchen, died?.atMs ?? 0)).toBe('lost');
    expect(city.stateAt(kitchen, back?.atMs ?? 0)).toBe('open');
  });

  it('has no kitchen before it opens', () => {
    const opening = simulatedRecording({ scenario: 'opening' });
    const other = new RecordedCity(opening, frame, spotsIn(opening), FLIGHT_MS);
    const opens = opening.events.find(({ what }) => what === 'opens');
    expect(other.stateAt(opens?.kitchen ?? -1, 0)).toBe('closed');
    expect(other.stateAt(opens?.kitchen ?? -1, opens?.atMs ?? 0)).toBe('open');
    expect(other.stateAt(0, 0)).toBe('open');
  });

  it('gives an order of a rush a place in the line, and none is lost at the end', () => {
    const rush = simulatedRecording({ scenario: 'rush' });
    const other = new RecordedCity(rush, frame, spotsIn(rush), 0);
    let most = 0;
    for (let atMs = 30_000; atMs < 60_000; atMs += 1_000) {
      other.drawAt(atMs, dots);
      most = Math.max(most, dots.counts[LOOK_NUMBER.received] ?? 0);
    }
    expect(most).toBeGreaterThan(20);
    other.drawAt(10_000_000, dots);
    expect(dots.count).toBe(0);
  });

  it('takes no more than a frame has for 1,000 orders in 50 kitchens', () => {
    const large = simulatedRecording({ scenario: 'rush', kitchens: 50 });
    const other = new RecordedCity(large, frame, spotsIn(large), FLIGHT_MS);
    const many = new Dots(2_000);
    other.drawAt(44_000, many);
    expect(many.count).toBeGreaterThan(300);
    const started = performance.now();
    for (let frames = 0; frames < 50; frames += 1) other.drawAt(44_000 + frames * 16, many);
    // A tenth of a frame in the usual case; the bound leaves room for a busy machine.
    expect((performance.now() - started) / 50).toBeLessThan(16);
  });
});

function positions({ count, x, y, look }: Dots) {
  return Array.from({ length: count }, (_, index) => ({
    x: x[index] ?? 0,
    y: y[index] ?? 0,
    look: look[index] ?? 0,
  }));
}
