import { formatCount, formatDuration, plural } from '@longshore/schemas/words';
import { mostInAMinute, peakOf, SECOND_MS, type Story } from '../story.ts';
import type { Scene } from './scene.ts';

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

/** Orders come as they like, and cooks are as many as they are. */
export const challenge: Scene = {
  title: 'The challenge',
  beats: (story) => {
    const { fromMs, untilMs, kitchens, orders, ordersLeftOut, cooks, received, ready, waiting } = story;
    const length = untilMs - fromMs;
    const came =
      ordersLeftOut === 0
        ? plural(total(received), 'order')
        : `the first ${formatCount(total(received))} of ${plural(orders.length + ordersLeftOut, 'order')}`;
    const line = peakOf(waiting);
    const busiest = fromMs + peakOf(received).second * SECOND_MS;
    const longest = fromMs + line.second * SECOND_MS;
    const [first, second, third] = [fromMs + length * 0.12, busiest, Math.max(busiest, longest)].toSorted(
      (a, b) => a - b,
    );
    return [
      {
        caption: `${plural(kitchens.length, 'kitchen')} in a city, ${plural(cooks, 'cook')} between them. In ${formatDuration(length)} ${came} come in, from anywhere, for any dish.`,
        forMs: 6_000,
        fromMs,
        toMs: first ?? fromMs,
      },
      {
        caption: `They do not come evenly: ${formatCount(mostInAMinute(received))} in the busiest minute. At most ${formatCount(mostInAMinute(ready))} a minute became ready.`,
        forMs: 7_000,
        fromMs: first ?? fromMs,
        toMs: second ?? untilMs,
      },
      {
        caption:
          line.value === 0
            ? 'Nobody had to wait before the kitchens in this run; to whom each order goes decides whether it stays so.'
            : `Whoever comes then waits: ${plural(line.value, 'order')} stood before the kitchens at once. To whom each goes next decides how long.`,
        forMs: 6_000,
        fromMs: second ?? fromMs,
        toMs: third ?? untilMs,
      },
    ];
  },
  live: (story) => liveWords(story),
};

function liveWords({ received, ready, waiting, kitchens, cooks }: Story): string {
  const lastMinute = (values: readonly number[]) => total(values.slice(-60));
  return `Now: ${plural(kitchens.length, 'kitchen')}, ${plural(cooks, 'cook')}. In the last minute ${plural(lastMinute(received), 'order')} came in and ${formatCount(lastMinute(ready))} became ready; ${formatCount(waiting.at(-1) ?? 0)} wait.`;
}
