import type { KitchenState } from '@longshore/schemas';
import { formatCount, formatDuration, plural } from '@longshore/schemas/words';
import { kitchenAfter } from '../../city/state-after.ts';
import { type Fall, kitchenName, type Story } from '../story.ts';
import { around, type Scene } from './scene.ts';

/** A piece of a kitchen’s time, as its lane is drawn. */
export interface Stretch {
  fromMs: number;
  toMs: number;
  state: KitchenState;
}

/** How a kitchen stood over the story, up to a moment. */
export function stretchesOf({ falls, fromMs }: Story, kitchen: number, atMs: number): Stretch[] {
  const its = falls.filter((fall) => fall.kitchen === kitchen);
  const stretches: Stretch[] = [];
  let since = { atMs: fromMs, state: (opensLater(its) ? 'closed' : 'open') as KitchenState };
  for (const { what, atMs: thenMs } of its) {
    if (thenMs > atMs) break;
    const state = kitchenAfter(what);
    if (state === null || state === since.state) continue;
    stretches.push({ fromMs: since.atMs, toMs: thenMs, state: since.state });
    since = { atMs: thenMs, state };
  }
  return [...stretches, { fromMs: since.atMs, toMs: atMs, state: since.state }];
}

function opensLater([first]: Story['falls']): boolean {
  return first?.what === 'opens' && first.atMs > 0;
}

/** How many dishes of a kitchen were ready by a moment. */
export function dishesAt({ events }: Pick<Story, 'events'>, kitchens: number, atMs: number): number[] {
  const dishes = new Array<number>(kitchens).fill(0);
  const cooks = new Map<number, number>();
  for (const { order, kitchen, what, atMs: thenMs } of events) {
    if (thenMs > atMs) break;
    if (order === null) continue;
    if (what === 'cooking' && kitchen !== null) cooks.set(order, kitchen);
    const cook = kitchen ?? cooks.get(order);
    if (what === 'ready' && cook !== undefined) dishes[cook] = (dishes[cook] ?? 0) + 1;
  }
  return dishes;
}

const FELL: Record<string, string> = {
  opens: 'opens: a job, a container, a registration, and it has work at once',
  closes: 'closes: it gives back what it has not begun and finishes what it cooks',
  dies: 'dies: its program ends at once. The run stops its job, so that its agent does not start it again',
  lost: 'is lost: nobody has heard of it for too long',
  returns: 'is back, as a stranger: it registers anew and remembers nothing',
  freezes: 'freezes, and does not know it',
  thaws: 'wakes, and is told to start anew',
  'is cut off': 'is cut off: it cooks on, and nobody hears',
  'is reached again': 'is reached again, and told to start anew',
};
const TOLD = 4;

/** What befell a kitchen, in words; null: nothing that is told of. */
function fellWords({ falls }: Pick<Story, 'falls'>, { kitchen, what, atMs }: Fall): string | null {
  const words = FELL[what] ?? null;
  // One that the run let die has no job any more; one that somebody killed is started again by its agent.
  const isOpenedAnew = falls.some((fall) => fall.kitchen === kitchen && fall.what === 'dies' && fall.atMs < atMs);
  return what === 'returns' && isOpenedAnew ? `${words}. It is of a new job, which the run wrote` : words;
}

/** What is told of: each thing once, as it was done, where a run notes that it begins it and the balancer that it is so. */
function toldOf(story: Pick<Story, 'falls' | 'fromMs'>): Fall[] {
  const { falls, fromMs } = story;
  const isDone = ({ kitchen, what }: Fall, index: number) =>
    falls.slice(index + 1).find((later) => later.kitchen === kitchen)?.what !== what;
  return falls
    .filter((fall, index) => fall.atMs > fromMs && isDone(fall, index) && fellWords(story, fall) !== null)
    .slice(0, TOLD);
}

/** Each kitchen is a container: what befell them. */
export const containers: Scene = {
  title: 'Containers and deployment',
  beats: (story) => {
    const { kitchens, cooks, fromMs, untilMs, ordersLeftOut } = story;
    const told = toldOf(story);
    return [
      {
        caption: `${plural(kitchens.length, 'kitchen')}, each a container that an agent runs as a job of kind kitchen, ${plural(cooks, 'cook')} in all. Id, place, cooks and specialties come in its environment.`,
        forMs: 6_000,
        fromMs,
        toMs: told[0]?.atMs ?? fromMs + (untilMs - fromMs) * 0.5,
      },
      ...told.map((fall, index) => {
        const { to } = around(story, told[index + 1]?.atMs ?? fall.atMs + 8_000, 0, 0);
        return {
          caption: `After ${formatDuration(fall.atMs - fromMs)} ${kitchenName(story, fall.kitchen)} ${fellWords(story, fall) ?? fall.what}.`,
          forMs: 5_000,
          fromMs: fall.atMs,
          toMs: Math.max(fall.atMs, to),
        };
      }),
      {
        caption: `${told.length === 0 ? 'Nothing befell them in this run. ' : ''}At its end they had cooked ${formatCount(dishesAt(story, kitchens.length, untilMs).reduce((sum, each) => sum + each, 0))} dishes${ordersLeftOut === 0 ? '' : ' of the orders that are in the recording'}.`,
        forMs: 5_000,
        fromMs: told.at(-1)?.atMs ?? fromMs + (untilMs - fromMs) * 0.5,
        toMs: untilMs,
      },
    ];
  },
  live: ({ kitchens, falls }) =>
    `Now ${plural(kitchens.length, 'kitchen')} stand in the city. ${falls.length === 0 ? 'Nothing befell them in the last two minutes.' : `${plural(falls.length, 'thing')} befell them in the last two minutes.`}`,
};
