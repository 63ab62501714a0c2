import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_WEIGHTS, readWeights } from './weights.ts';

describe('the weights of a placement', () => {
  it('are those of the design unless others are given', () => {
    expect(readWeights('load=0.4, specialty=0.3, time=0.2, distance=0.1')).toEqual(DEFAULT_WEIGHTS);
  });

  it('always sum to 1, in the proportion that was given', () => {
    const weight = fc.integer({ min: 1, max: 1_000 });
    fc.assert(
      fc.property(weight, weight, (load, distance) => {
        const weights = readWeights(`load=${load},distance=${distance}`);
        expect(Object.values(weights ?? {}).reduce((sum, one) => sum + one, 0)).toBeCloseTo(1);
        expect((weights?.load ?? 0) / (weights?.distance ?? 1)).toBeCloseTo(load / distance);
        expect(weights).toMatchObject({ specialty: 0, time: 0 });
      }),
    );
  });

  it.each(['', 'load', 'load=a', 'load=-1', 'load=0', 'weight=1', 'load=1,load=2', 'load=1001', 'load=1;time=2'])(
    'are refused as %j',
    (text) => {
      expect(readWeights(text)).toBeNull();
    },
  );
});
