import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Silence } from '../silence.ts';
import { judgeSilence, type WatchedAgent } from './judge-silence.ts';

function agent(id: string, silentMs: number, changes: Partial<WatchedAgent> = {}): WatchedAgent {
  return { id, silentMs, healthIntervalMs: 5_000, lost: false, shownSilent: false, deadConfirmed: false, ...changes };
}

describe('judging silence', () => {
  it('shows an agent as silent after three missed intervals, and gives it up much later', () => {
    expect(judgeSilence([agent('a', 15_000), agent('b', 0), agent('c', 0)], 60_000)).toMatchObject({
      silent: [],
      lost: [],
    });
    expect(judgeSilence([agent('a', 15_001), agent('b', 0), agent('c', 0)], 60_000)).toMatchObject({
      silent: ['a'],
      lost: [],
    });
    expect(judgeSilence([agent('a', 60_000), agent('b', 0), agent('c', 0)], 60_000)).toMatchObject({
      lost: ['a'],
      hold: null,
    });
  });

  it('gives nobody up when more than half fall silent together, and says so', () => {
    const judgement = judgeSilence([agent('a', 60_000), agent('b', 60_000), agent('c', 0)], 60_000);
    expect(judgement).toMatchObject({ lost: [], unreachable: ['a', 'b'] });
    expect(judgement.hold).toMatch(/^2 of 3 agents have fallen silent together/);
  });

  it('takes what falls silent a moment apart for one, so that the first is not given up before the others are due', () => {
    const apart = (ms: number) => judgeSilence([agent('a', 60_000), agent('b', 60_000 - ms), agent('c', 0)], 60_000);
    expect(apart(10_000)).toMatchObject({ lost: [], unreachable: ['a'], hold: expect.stringMatching(/^2 of 3/) });
    expect(apart(10_001)).toMatchObject({ lost: ['a'], hold: null });
    expect(judgeSilence([agent('a', 59_999), agent('b', 59_999), agent('c', 0)], 60_000).hold).toBeNull();
  });

  it('does not count those that were given up before', () => {
    const gone = agent('gone', 900_000, { lost: true });
    expect(judgeSilence([gone, agent('a', 60_000), agent('b', 0), agent('c', 0)], 60_000).lost).toEqual(['a']);
  });

  it('believes an operator, whatever the others do', () => {
    const dead = agent('a', 60_000, { deadConfirmed: true, shownSilent: true });
    expect(judgeSilence([dead, agent('b', 60_000)], 60_000)).toMatchObject({ lost: ['a'], hold: expect.any(String) });
    expect(judgeSilence([dead], 60_000)).toMatchObject({ lost: ['a'], hold: null });
  });

  it('never gives up an agent that was heard in time, nor more than half without an operator’s word', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 120_000 }), { maxLength: 12 }), (silences) => {
        const agents = silences.map((silentMs, index) => agent(`a${index}`, silentMs));
        const { lost } = judgeSilence(agents, 60_000);
        expect(agents.filter(({ id, silentMs }) => lost.includes(id) && silentMs < 60_000)).toEqual([]);
        expect(lost.length).toBeLessThanOrEqual(agents.length / 2);
      }),
    );
  });
});

describe('counting silence', () => {
  it('counts only while the status topics are read to their end', () => {
    const silence = new Silence(0);
    silence.heard('a');
    silence.tick(2_000, true, 6_000);
    silence.tick(4_000, true, 6_000);
    silence.tick(6_000, false, 6_000);
    silence.tick(8_000, true, 6_000);
    expect(silence.of('a')).toBe(4_000);
  });

  it('never counts time before the agent was last heard: a tick after it says nothing yet', () => {
    const silence = new Silence(0);
    silence.tick(2_000, true, 6_000);
    silence.heard('a');
    silence.tick(4_000, true, 6_000);
    expect(silence.of('a')).toBe(0);
    silence.tick(6_000, true, 6_000);
    expect(silence.of('a')).toBe(2_000);
  });

  it('does not count a time in which this process stood still', () => {
    const silence = new Silence(0);
    silence.heard('a');
    silence.tick(2_000, true, 6_000);
    silence.tick(60_000, true, 6_000);
    expect(silence.of('a')).toBe(0);
  });

  it('starts again when the agent is heard', () => {
    const silence = new Silence(0);
    silence.tick(5_000, true, 6_000);
    expect(silence.of('never-heard')).toBe(5_000);
    silence.heard('a');
    expect(silence.of('a')).toBe(0);
  });

  it('starts again for everybody when a hold is over', () => {
    const silence = new Silence(0);
    silence.tick(2_000, true, 6_000);
    silence.heard('a');
    silence.tick(4_000, true, 6_000);
    silence.tick(6_000, true, 6_000);
    silence.startAgain();
    expect([silence.of('a'), silence.of('never-heard')]).toEqual([0, 0]);
    silence.tick(8_000, true, 6_000);
    expect([silence.of('a'), silence.of('never-heard')]).toEqual([2_000, 2_000]);
  });
});
