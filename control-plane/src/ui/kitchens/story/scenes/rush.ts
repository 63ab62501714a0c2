import { formatCount, formatDuration, plural } from '@longshore/schemas/words';
import { peakOf, SECOND_MS, type Story } from '../story.ts';
import { around, type Scene } from './scene.ts';

/** From when to when orders waited around the longest line; null: nobody ever did. */
export function crisisOf({ waiting, fromMs }: Pick<Story, 'waiting' | 'fromMs'>) {
  const peak = peakOf(waiting);
  if (peak.value === 0) return null;
  let first = peak.second;
  while (first > 0 && (waiting[first - 1] ?? 0) > 0) first -= 1;
  let last = peak.second;
  while (last < waiting.length - 1 && (waiting[last] ?? 0) > 0) last += 1;
  const at = (second: number) => fromMs + second * SECOND_MS;
  return { fromMs: at(first), peakMs: at(peak.second), untilMs: at(last), most: peak.value };
}

/** More orders than cooks, and what the line does. */
export const rush: Scene = {
  title: 'Rush-hour crisis',
  beats: (story) => {
    const crisis = crisisOf(story);
    if (crisis === null) {
      const { from, to } = around(story, story.fromMs + peakOf(story.received).second * SECOND_MS, 8_000, 8_000);
      return [
        {
          caption:
            'In this run nobody waited before the kitchens for as long as a second. The scenario “Rush-hour crisis” sends ten times as many orders for fifteen seconds.',
          forMs: 8_000,
          fromMs: from,
          toMs: to,
        },
      ];
    }
    const begins = Math.max(story.fromMs, crisis.fromMs - 5_000);
    const ends = Math.min(story.untilMs, crisis.untilMs + 3_000);
    const perMinute = (fromMs: number, untilMs: number) => {
      const [from, to] = [fromMs, untilMs].map((atMs) => Math.round((atMs - story.fromMs) / SECOND_MS));
      const some = story.received.slice(from, Math.max((to ?? 0) + 1, (from ?? 0) + 1));
      return Math.round((some.reduce((sum, value) => sum + value, 0) / some.length) * 60);
    };
    return [
      {
        caption: `Before it, ${plural(perMinute(begins, crisis.fromMs), 'order')} a minute find room at once.`,
        forMs: 4_000,
        fromMs: begins,
        toMs: crisis.fromMs,
      },
      {
        caption: `Then ${formatCount(perMinute(crisis.fromMs, crisis.peakMs))} a minute come in. Kitchens fill to their rail, and what finds no room waits in one line before all of them, the urgent first.`,
        forMs: 8_000,
        fromMs: crisis.fromMs,
        toMs: crisis.peakMs,
      },
      {
        caption: `${plural(crisis.most, 'order')} wait at the worst. None is given to a full kitchen: whichever cook is free first takes the next, so none stands idle while another has a queue.`,
        forMs: 8_000,
        fromMs: crisis.peakMs,
        toMs: crisis.untilMs,
      },
      {
        caption: `After ${formatDuration(crisis.untilMs - crisis.fromMs)} the line is gone.`,
        forMs: 4_000,
        fromMs: crisis.untilMs,
        toMs: ends,
      },
    ];
  },
  live: ({ waiting, received }) => {
    const now = waiting.at(-1) ?? 0;
    const lastTen = received.slice(-10).reduce((sum, value) => sum + value, 0);
    return `Now ${formatCount(lastTen * 6)} a minute come in, by the last ten seconds. ${now === 0 ? 'Nobody waits.' : `${plural(now, 'order')} wait.`} A burst from the city’s page makes a crisis.`;
  },
};
