import { describe, expect, it } from 'vitest';
import { samplePlan, sampleReceipt } from '../../../test/fakes/control-plane/samples.ts';
import { formatPlan, formatReceipts } from './receipt.ts';
import { createStyle } from './style.ts';

const wide = { width: 160, style: createStyle(false) };

describe('a plan as text', () => {
  it('shows each candidate, its score term by term, and what excluded it with required against available', () => {
    expect(formatPlan(samplePlan(), wide)).toBe(
      [
        '✓ fits now: 1 task placed',
        '',
        'Task 0: host-1 has the most room.',
        '  Agent   Result       Score   Load  Specialty   Time  Distance  Why',
        '  host-1  ✓ chosen     0.840  0.360      0.300  0.080     0.100  load: 90 % free; specialty: image is there',
        '  host-2  · runner-up  0.500  0.200          –      –         –  load: 50 % free',
        '  host-3  ✗ excluded       –      –          –      –         –  memory: needs 8 GiB, has 1 GiB free (never)',
        '  score = 0.4 × load + 0.3 × specialty + 0.2 × time + 0.1 × distance',
        '',
      ].join('\n'),
    );
  });

  it('says what would make it fit when nothing does', () => {
    const receipt = sampleReceipt({
      winner: null,
      runnerUp: null,
      summary: 'No agent has 8 GiB.',
      wouldFit: ['ask for at most 1 GiB of memory'],
      candidates: sampleReceipt().candidates.slice(2),
    });
    const text = formatPlan(samplePlan({ fits: false, possible: false, receipts: [receipt] }), wide);
    expect(text).toContain('✗ cannot be placed');
    expect(text).toContain('would fit: ask for at most 1 GiB of memory');
    expect(text).not.toContain('score =');
  });

  it('says that there are no agents where there are none', () => {
    const receipt = sampleReceipt({ winner: null, runnerUp: null, summary: 'Nothing to place on.', candidates: [] });
    expect(formatReceipts([receipt], wide)).toContain('no agent is registered');
  });

  it('draws tasks that were decided alike once', () => {
    const receipts = [0, 1, 2, 5].map((taskIndex) => sampleReceipt({ taskIndex }));
    const text = formatReceipts([...receipts, sampleReceipt({ taskIndex: 3, winner: 'host-2' })], wide);
    expect(text.match(/^Tasks? .*/gm)).toEqual([
      'Tasks 0–2, 5: host-1 has the most room.',
      'Task 3: host-1 has the most room.',
    ]);
  });

  it('fits a narrow terminal, and leaves out the terms before the verdict', () => {
    const text = formatReceipts([sampleReceipt()], { ...wide, width: 60 });
    expect(text).toContain('✓ chosen');
    expect(text).not.toContain('Specialty');
    for (const line of text.split('\n').slice(1, 5)) expect(line.length).toBeLessThanOrEqual(60);
  });
});
