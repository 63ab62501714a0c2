import type { ScenarioName } from '@longshore/schemas';
import { KITCHEN_STATUS_MS, SCENARIO_NAMES } from '@longshore/schemas';
import { formatDuration } from '@longshore/schemas/words';
import { describe, expect, it } from 'vitest';
import { simulatedRecording } from '../../../../../../test/control-plane/simulated-recording.ts';
import { lengthOf, positionAt } from '../beats.ts';
import { leftOutWords, mostInAMinute, type Story, storyOf } from '../story.ts';
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
    // Some come back and are received anew: nobody placed them again.
    expect(story.events.filter(({ what }) => what === 'received').length).toBeGreaterThan(story.orders.length);
    expect(after.place).toEqual({ passed: story.orders.length, pulses: [] });
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

const captionsOf = (id: (typeof SCENE_IDS)[number], story: Story): string =>
  SCENES[id]
    .beats(story)
    .map(({ caption }) => caption)
    .join(' ');

describe('what a scene says of how a run was set', () => {
  it('is what it was started with, and nothing of numbers where that was not kept', () => {
    const migration = { highPercent: 70, calmPercent: 60, lowPercent: 55, movesMax: 3 };
    const recording = simulatedRecording({ scenario: 'uneven', railPerCook: 4, migration });
    const story = storyOf(recording);
    expect(story.moves.length).toBeGreaterThan(0);
    expect(captionsOf('migration', story)).toContain('a kitchen above 70 % of its room gave to those below 55 %, 3 in');
    const old = storyOf({ ...recording, run: { ...recording.run, migration: null } });
    expect(SCENES.migration.beats(old)[0]?.caption).not.toContain('%');
  });

  it('is that no order was to move, where its settings let none', () => {
    const story = storyOf(simulatedRecording({ scenario: 'lunch', migration: { movesMax: 0 } }));
    expect(captionsOf('migration', story)).toContain('its settings let none move');
  });

  it('is how often its kitchens report', () => {
    expect(captionsOf('architecture', told('lunch'))).toContain(
      `every ${formatDuration(KITCHEN_STATUS_MS)} that it is`,
    );
  });
});

describe('what befell the kitchens of a run', () => {
  const { run, ...recorded } = simulatedRecording({ scenario: 'fire' });
  const withFalls = (...falls: [atMs: number, kitchen: number, what: string][]) =>
    storyOf({
      ...recorded,
      run,
      events: [
        ...recorded.events.filter(({ order }) => order !== null),
        ...falls.map(([atMs, kitchen, what]) => ({ atMs, order: null, kitchen, what, epoch: null })),
      ],
    });
  // As a run of real kitchens is recorded: all of them open before its clock begins, and it notes itself what it does.
  const story = withFalls(
    ...recorded.kitchens.map((_, kitchen): [number, number, string] => [kitchen * 100 - 9_000, kitchen, 'opens']),
    [40_000, 1, 'dies'],
    [42_500, 1, 'lost'],
    [70_000, 1, 'returns'],
    [71_000, 1, 'returns'],
  );

  it('is told as it was done: the job of one that died is stopped, and it is back by another', () => {
    const captions = captionsOf('containers', story);
    expect(captions).toContain('The run stops its job, so that its agent does not start it again');
    expect(captions.match(/is back, as a stranger/g)).toHaveLength(1);
    expect(captions).toContain('After 1 min 11 s');
    expect(captions).toContain('It is of a new job');
  });

  it('is not that of its run, where somebody else killed it: its agent starts it again', () => {
    const captions = captionsOf('containers', withFalls([40_000, 1, 'lost'], [44_000, 1, 'returns']));
    expect(captions).toContain('is back, as a stranger');
    expect(captions).not.toContain('new job');
  });

  it('begins with the clock of the run, before which its kitchens opened', () => {
    expect(story.fromMs).toBe(0);
    expect(captionsOf('containers', story)).not.toContain('registration, and it has work');
    const lasted = storyOf({ ...recorded, run, events: story.events.filter(({ order }) => order !== null) });
    expect(captionsOf('challenge', story)).toContain(`In ${formatDuration(lasted.untilMs)} `);
  });
});

describe('a recording that has no room for all orders', () => {
  it('is told of as such wherever orders are counted, and does not contradict what the run came to', () => {
    const whole = simulatedRecording({ scenario: 'lunch' });
    const kept = 400;
    const cut = {
      ...whole,
      orders: whole.orders.slice(0, kept),
      events: whole.events.filter(({ order }) => order === null || order < kept),
      receipts: [],
      ordersLeftOut: whole.orders.length - kept,
    };
    const story = storyOf(cut);
    const ofAll = `the first 400 of ${whole.run.result?.received} orders`;
    expect(captionsOf('challenge', story)).toContain(`${ofAll} come in`);
    expect(captionsOf('architecture', story)).toContain(`here ${ofAll}`);
    expect(captionsOf('containers', story)).toContain('400 dishes of the orders that are in the recording.');
    expect(leftOutWords(story)).toContain(`The recording has ${ofAll}.`);
    expect(captionsOf('success', story)).toContain(`${whole.run.result?.received} orders came in`);
    expect(leftOutWords(storyOf(whole))).toBeNull();
    expect(captionsOf('challenge', storyOf(whole))).not.toContain('the first');
  });
});
