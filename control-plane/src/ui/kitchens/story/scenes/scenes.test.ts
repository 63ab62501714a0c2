import type { ScenarioName } from '@longshore/schemas';
import { SCENARIO_NAMES } from '@longshore/schemas';
import { describe, expect, it } from 'vitest';
import { simulatedRecording } from '../../../../../../test/control-plane/simulated-recording.ts';
import { lengthOf, positionAt } from '../beats.ts';
import { mostInAMinute, type Story, storyOf } from '../story.ts';
import { LINKS, linksAt } from './architecture.ts';
import { dishesAt, stretchesOf } from './containers.ts';
import { takenFrom } from './migration.ts';
import { chooseOrder } from './one-order.ts';
import { crisisOf } from './rush.ts';
import { SCENE_IDS } from './scene.ts';
import { SCENES } from './scenes.ts';
import { chooseReceipt, scoresAt } from './scoring.ts';
import { figuresAt } from './success.ts';

const stories = new Map<string, Story>();
function told(scenario: ScenarioName, railPerCook?: number): Story {
  const key = `${scenario} ${railPerCook}`;
  const story =
    stories.get(key) ??
    storyOf(simulatedRecording({ scenario, ...(railPerCook === undefined ? {} : { railPerCook }) }));
  stories.set(key, story);
  return story;
}

const nothing = storyOf({ run: null, kitchens: [], orders: [], events: [], receipts: [] });

describe('the scenes', () => {
  it.each(SCENARIO_NAMES)('tell of %s within what was recorded, beat after beat, in whole sentences', (scenario) => {
    const story = told(scenario);
    for (const id of SCENE_IDS) {
      const beats = SCENES[id].beats(story);
      expect(beats.length, id).toBeGreaterThan(0);
      for (const { caption, forMs, fromMs, toMs } of beats) {
        expect(caption, id).toMatch(/[.]$/);
        expect(caption).not.toMatch(/NaN|undefined|Infinity|null/);
        expect(forMs).toBeGreaterThan(0);
        expect(fromMs).toBeGreaterThanOrEqual(story.fromMs);
        expect(toMs, `${id}: ${caption}`).toBeGreaterThanOrEqual(fromMs);
        expect(toMs).toBeLessThanOrEqual(story.untilMs + 500);
      }
      expect(lengthOf(beats)).toBeLessThan(60_000);
      expect(SCENES[id].live(story, story.untilMs)).not.toMatch(/NaN|undefined|null/);
    }
  });

  it('say so where nothing was recorded, and make nothing up', () => {
    for (const id of SCENE_IDS) {
      for (const { caption } of SCENES[id].beats(nothing)) expect(caption).not.toMatch(/NaN|undefined|Infinity|null/);
      expect(SCENES[id].live(nothing, 0)).not.toMatch(/NaN|undefined|null/);
    }
  });
});

describe('what is told', () => {
  it('of the challenge is counted from the orders', () => {
    const story = told('lunch');
    const total = story.received.reduce((sum, each) => sum + each, 0);
    expect(total).toBe(story.orders.length);
    expect(story.ready.reduce((sum, each) => sum + each, 0)).toBe(story.run?.result?.delivered);
    expect(story.waiting.at(-1)).toBe(0);
    expect(Math.min(...story.waiting)).toBe(0);
    expect(SCENES.challenge.beats(story)[0]?.caption).toContain(`${total} orders`);
  });

  it('of the parts is what passed by then, and no pulse without an event', () => {
    const story = told('lunch');
    const before = linksAt(story.events, -1, 1);
    for (const link of LINKS) expect(before[link]).toEqual({ passed: 0, pulses: [] });
    const after = linksAt(story.events, story.untilMs + 60_000, 1);
    expect(after.place).toEqual({ passed: story.events.filter(({ what }) => what === 'received').length, pulses: [] });
    const inRush = linksAt(story.events, story.untilMs / 2, 1);
    expect(inRush.tell.pulses.length).toBeGreaterThan(0);
    expect(inRush.tell.pulses.every((share) => share >= 0 && share < 1)).toBe(true);
  });

  it('of one order is its life from first to last', () => {
    const story = told('fire');
    const order = chooseOrder(story) ?? -1;
    const life = story.lives.get(order) ?? [];
    const beats = SCENES.order.beats(story);
    expect(beats).toHaveLength(life.length);
    expect(beats.map(({ fromMs }) => fromMs)).toEqual(life.map(({ atMs }) => atMs));
    expect(beats.at(-1)?.caption).toMatch(/^Delivered/);
    // Of a fire, one that lost its kitchen.
    expect(life.filter(({ what }) => what === 'received').length).toBeGreaterThan(1);
  });

  it('of the scoring are candidates of a receipt, whose terms grow to their score', () => {
    const story = told('lunch');
    const chosen = chooseReceipt(story);
    if (chosen === null) throw new Error('a lunch weighs kitchens');
    const { receipt } = chosen;
    const beats = SCENES.scoring.beats(story);
    expect(beats).toHaveLength(6);
    expect(scoresAt(receipt, { beat: 0, share: 1 }).every(({ score, won }) => score === 0 && !won)).toBe(true);
    const end = scoresAt(receipt, positionAt(beats, lengthOf(beats)));
    for (const { kitchenId, score } of end) {
      expect(score).toBeCloseTo(receipt.candidates.find((each) => each.kitchenId === kitchenId)?.score ?? -1, 9);
    }
    expect(end.filter(({ won }) => won).map(({ kitchenId }) => kitchenId)).toEqual([receipt.winner]);
    expect(Math.max(...end.map(({ score }) => score))).toBe(end.find(({ won }) => won)?.score);
  });

  it('of a rush is the longest line and the time around it; of a calm run that there was none', () => {
    const story = told('rush');
    const crisis = crisisOf(story);
    expect(crisis?.most).toBe(Math.max(...story.waiting));
    expect(crisis?.fromMs).toBeLessThan(crisis?.peakMs ?? 0);
    expect(crisis?.peakMs).toBeLessThan(crisis?.untilMs ?? 0);
    expect(mostInAMinute(story.received)).toBeGreaterThan(mostInAMinute(story.ready.slice(0, 30)));
    expect(crisisOf({ waiting: [0, 0], fromMs: 0 })).toBeNull();
  });

  it('of migration are orders that were truly moved, where there were any', () => {
    const story = told('uneven', 4);
    const moved = story.moves.filter(({ to }) => to !== null);
    expect(moved.length).toBeGreaterThan(0);
    for (const { from, to, askedMs, givenMs } of moved) {
      expect(to).not.toBe(from);
      expect(givenMs).toBeGreaterThan(askedMs);
    }
    expect(SCENES.migration.beats(story).some(({ caption }) => caption.includes('says that it let go'))).toBe(true);
  });

  it('of a fire is how soon its orders were elsewhere', () => {
    const story = told('fire');
    const died = story.falls.find(({ what }) => what === 'dies');
    if (died === undefined) throw new Error('a kitchen dies in a fire');
    const { taken, withinMs } = takenFrom(story, died.kitchen, died.atMs);
    expect(taken).toBe(story.run?.result?.takenBack);
    expect(withinMs).toBeLessThan(5_000);
    expect(SCENES.migration.beats(story).some(({ caption }) => caption.includes('gone at once'))).toBe(true);
  });

  it('of containers is when each stood, and what it cooked', () => {
    const story = told('fire');
    const died = story.falls.find(({ what }) => what === 'dies');
    const states = stretchesOf(story, died?.kitchen ?? -1, story.untilMs).map(({ state }) => state);
    expect(states).toEqual(['open', 'lost', 'open']);
    const dishes = dishesAt(story, story.kitchens.length, story.untilMs);
    expect(dishes.reduce((sum, each) => sum + each, 0)).toBe(story.run?.result?.delivered);
    expect(stretchesOf(told('opening'), 4, 10_000)).toMatchObject([{ toMs: 10_000, state: 'closed' }]);
  });

  it('of success are the figures of the run, all of them at the end', () => {
    const result = told('lunch').run?.result;
    if (result == null) throw new Error('a run has a result');
    expect(figuresAt(result, { beat: 0, share: 0 }).map(({ value }) => value)).toEqual(['0', String(result.failed)]);
    const end = figuresAt(result, { beat: 3, share: 1 });
    expect(end).toHaveLength(8);
    expect(end[0]?.value).toBe(String(result.delivered));
    expect(end.find(({ name }) => name === 'Balance index')?.value).toBe(result.balanceIndex.toFixed(3));
  });
});
