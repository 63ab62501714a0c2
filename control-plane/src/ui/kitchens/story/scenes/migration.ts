import { formatCount, formatDuration, plural } from '@longshore/schemas/words';
import { kitchenAfter, orderAfter } from '../../city/state-after.ts';
import type { Beat } from '../beats.ts';
import { isLoss, kitchenName, type Move, type Story } from '../story.ts';
import { around, type Scene } from './scene.ts';

const TOLD = 3;

function moveWords(story: Story, { order, from, to, askedMs, givenMs }: Move): string {
  const dish = story.orders[order]?.dish ?? 'an order';
  if (to === null || givenMs === null) {
    return `${kitchenName(story, from)} was asked for an order of ${dish}, and had begun it by then: it stayed.`;
  }
  return `${kitchenName(story, from)} is asked for an order of ${dish} that it has not begun, says that it let go, and ${kitchenName(story, to)} has it ${formatDuration(givenMs - askedMs)} later.`;
}

/**
 * What became of the orders of a kitchen that was lost, also of those that it was given before anybody knew: how many were
 * taken from it until it was back, and when the last of them was another’s.
 */
export function takenFrom({ lives, falls }: Pick<Story, 'lives' | 'falls'>, kitchen: number, atMs: number) {
  const backMs =
    falls.find((fall) => fall.kitchen === kitchen && fall.atMs > atMs && kitchenAfter(fall.what) === 'open')?.atMs ??
    Number.POSITIVE_INFINITY;
  let taken = 0;
  let lastMs = atMs;
  for (const life of lives.values()) {
    for (const [index, event] of life.entries()) {
      const before = life[index - 1];
      if (event.atMs <= atMs || event.atMs > backMs || before === undefined) continue;
      if (orderAfter(event.what) !== 'received' || before.kitchen !== kitchen) continue;
      taken += 1;
      const again = life.slice(index).find(({ what }) => what === 'assigned');
      lastMs = Math.max(lastMs, again?.atMs ?? event.atMs);
    }
  }
  return { taken, withinMs: lastMs - atMs };
}

function lossBeats(story: Story): Beat[] {
  const loss = story.falls.find(isLoss);
  if (loss === undefined) return [];
  const { taken, withinMs } = takenFrom(story, loss.kitchen, loss.atMs);
  const { from, to } = around(story, loss.atMs, 1_500, Math.max(4_000, withinMs + 1_000));
  return [
    {
      caption: `${kitchenName(story, loss.kitchen)} is gone at once. Nobody can be asked: after its silence its orders are taken, in a new epoch.`,
      forMs: 5_000,
      fromMs: from,
      toMs: loss.atMs + 500,
    },
    {
      caption: `${plural(taken, 'order')} were taken from it and went elsewhere, the last ${formatDuration(withinMs)} after it died. Whatever it still says of them is of an older epoch, and changes nothing.`,
      forMs: 6_000,
      fromMs: loss.atMs + 500,
      toMs: to,
    },
  ];
}

/** By which settings orders were to move, as they were when the run began. */
function ruleWords({ run }: Pick<Story, 'run'>): string {
  const rule = run?.migration ?? null;
  if (rule === null) return 'A kitchen that is nearly full gives orders that it has not begun to emptier ones.';
  return `When this run was started, a kitchen above ${rule.highPercent} % of its room gave to those below ${rule.lowPercent} %, ${rule.movesMax} in a cycle at most.`;
}

function summaryWords(story: Story, moved: number, hasLosses: boolean): string {
  const { moves, run } = story;
  if (moves.length > 0) {
    return `${ruleWords(story)} Here ${plural(moves.length, 'order')} ${moves.length === 1 ? 'was' : 'were'} asked back, and ${formatCount(moved)} moved.`;
  }
  if (run?.migration?.movesMax === 0) return 'No order was asked back in this run: its settings let none move.';
  const advice = 'Longer rails, or the scenario “Kitchen fire”, give migration something to do.';
  return `No order was asked back in this run: kitchens hold few that have not begun.${hasLosses ? '' : ` ${advice}`}`;
}

/** Orders that go from kitchen to kitchen, asked for or taken. */
export const migration: Scene = {
  title: 'Migration',
  beats: (story) => {
    const { moves } = story;
    const moved = moves.filter(({ to }) => to !== null);
    const told = (moved.length > 0 ? moved : moves).slice(0, TOLD);
    const beats = told.map((move): Beat => {
      const { from, to } = around(
        story,
        move.askedMs,
        600,
        Math.max(1_200, (move.givenMs ?? 0) - move.askedMs + 1_000),
      );
      return { caption: moveWords(story, move), forMs: 5_000, fromMs: from, toMs: to };
    });
    const losses = lossBeats(story);
    const at = told[0]?.askedMs ?? story.fromMs;
    const summary: Beat = {
      caption: summaryWords(story, moved.length, losses.length > 0),
      forMs: 5_000,
      fromMs: at,
      toMs: at,
    };
    return [summary, ...beats, ...losses];
  },
  live: (story) => {
    const last = story.moves.at(-1);
    if (last !== undefined) return moveWords(story, last);
    return 'No order was asked back in the last two minutes. Freeze or kill a kitchen in the list of the city to see its orders go elsewhere.';
  },
};
