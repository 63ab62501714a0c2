import { describe, expect, it } from 'vitest';
import { Figures, type Standing } from './figures.ts';
import { NetworkFigures } from './network-figures.ts';

const START_MS = 1_700_000_000_000;
const open: Standing = { waiting: 0, cooks: 3, busyCooks: 0, open: 1, wanted: 1 };
const lost: Standing = { ...open, cooks: 0, open: 0 };
const none: Standing = { ...lost, wanted: 0 };

/** What is kept of seconds that stand so one after the other, and at how many instants. */
function keptOf(seconds: readonly Standing[]): { kept: Figures; rows: number } {
  const figures = new NetworkFigures();
  const kept = new Figures();
  let rows = 0;
  seconds.forEach((standing, second) => {
    for (const one of figures.takeOver(START_MS + second * 1_000, () => standing, [])) {
      kept.add(one.figures);
      rows += 1;
    }
  });
  return { kept, rows };
}

const of = (count: number, standing: Standing) => Array.from({ length: count }, () => standing);

describe('the figures of the network', () => {
  it('tell that all kitchens are lost while nothing is ordered, and soon', () => {
    const { kept } = keptOf([...of(61, open), ...of(300, lost)]);
    expect(kept.uptime).toBeCloseTo(60 / 360, 2);
    expect(keptOf([...of(61, open), ...of(20, lost)]).kept.uptime).toBeCloseTo(60 / 80, 2);
  });

  it('are not kept for each second of it', () => {
    expect(keptOf(of(601, lost)).rows).toBe(60);
  });

  it('are kept of every second in which orders wait', () => {
    expect(keptOf(of(31, { ...lost, waiting: 2 })).rows).toBe(30);
  });

  it('are none where no kitchen should be open', () => {
    const { kept, rows } = keptOf(of(301, none));
    expect([rows, kept.uptime]).toEqual([0, null]);
  });
});
