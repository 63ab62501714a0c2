import { describe, expect, it } from 'vitest';
import { compareThroughput, describeThroughput, type Round } from './throughput.ts';

function round(containers: number, seconds: number, processorMs: Round['processorMs'] = {}): Round {
  return { containers, seconds, byHost: [containers], processorMs };
}

describe('throughput over several rounds', () => {
  it('is all containers by all seconds, not the mean of the rounds', () => {
    expect(describeThroughput([round(60, 10), round(60, 20)])).toMatchObject({
      perSecond: 4,
      slowest: 3,
      fastest: 6,
      rounds: [6, 3],
    });
  });

  it('gives the processor time for each container, also of who used none in some round', () => {
    const { processorMsEach } = describeThroughput([
      round(10, 1, { engines: 2_000 }),
      round(10, 1, { engines: 1_000, agents: 200 }),
    ]);
    expect(processorMsEach).toEqual({ engines: 150, agents: 10 });
  });

  it('is nothing that could be said of no round', () => {
    expect(() => describeThroughput([])).toThrow(RangeError);
  });
});

describe('two ways compared', () => {
  it('gives the ratio of all, and the spread of the rounds that ran beside each other', () => {
    const engine = [round(60, 10), round(60, 20)];
    const longshore = [round(60, 12), round(60, 20)];
    const ratio = compareThroughput(longshore, engine);
    expect(ratio.overall).toBeCloseTo(30 / 32);
    expect(ratio.lowest).toBeCloseTo(10 / 12);
    expect(ratio.highest).toBeCloseTo(1);
    expect(ratio.byProcessorTime).toBeNull();
  });

  it('gives what processors would leave, whatever else kept them busy', () => {
    expect(compareThroughput([round(10, 9, { all: 4_000 })], [round(10, 3, { all: 3_000 })]).byProcessorTime).toBe(
      0.75,
    );
  });
});
