import { KITCHEN_STATUS_MS } from '@longshore/schemas';
import { formatCount, formatDuration, plural } from '@longshore/schemas/words';
import type { RecordedEvent } from '../../city/city-recording.ts';
import { KEPT_MS } from '../live-recorder.ts';
import { peakOf, SECOND_MS, type Story } from '../story.ts';
import { around, type Scene } from './scene.ts';

/** The ways on which something passes in the picture of the parts. */
export const LINKS = ['place', 'row', 'decide', 'tell', 'hear', 'report', 'fold'] as const;
export type Link = (typeof LINKS)[number];

/** What of the recording passes where: nothing is shown to pass that was not recorded. */
export function linksOf({ what, epoch }: Pick<RecordedEvent, 'what' | 'epoch'>): readonly Link[] {
  switch (what) {
    case 'received':
      // In a later epoch it came back: nobody placed it again.
      return (epoch ?? 0) === 0 ? ['place', 'row', 'decide'] : [];
    case 'assigned':
    case 'asked back':
      return ['tell', 'hear'];
    case 'cooking':
    case 'ready':
    case 'released':
    case 'refused':
      return ['report', 'fold'];
    default:
      return [];
  }
}

/** What passes on a link at a moment. */
export interface LinkShown {
  /** All that has passed by then. */
  passed: number;
  /** Where on the link what passes now is, from 0 to 1. */
  pulses: number[];
}

/** So long something takes to pass, by the clock of whoever watches. */
const PULSE_MS = 900;
/** More would be a line. */
const MOST_PULSES = 14;

/**
 * What passes on each link at a moment of the recording.
 *
 * @param pace - milliseconds of the recording that go by in one of the scene
 */
export function linksAt(events: readonly RecordedEvent[], atMs: number, pace: number): Record<Link, LinkShown> {
  const shown = Object.fromEntries(LINKS.map((link) => [link, { passed: 0, pulses: [] }])) as unknown as Record<
    Link,
    LinkShown
  >;
  const pulseMs = PULSE_MS * Math.max(pace, 0.01);
  for (const event of events) {
    const { atMs: happenedMs, order } = event;
    if (happenedMs > atMs) break;
    if (order === null) continue;
    for (const link of linksOf(event)) {
      const its = shown[link];
      its.passed += 1;
      const share = (atMs - happenedMs) / pulseMs;
      if (share < 1) {
        its.pulses.push(share);
        if (its.pulses.length > MOST_PULSES) its.pulses.shift();
      }
    }
  }
  return shown;
}

/** Of which beat a link is the subject: it is drawn stronger then. */
export const LINKS_OF_BEAT: readonly (readonly Link[])[] = [
  ['place', 'row'],
  ['decide'],
  ['tell', 'hear'],
  ['report', 'fold'],
  LINKS,
];

const INSTRUCTIONS = ['assigned', 'asked back'];
const REPORTS = ['cooking', 'ready', 'released', 'refused'];

const count = ({ events }: Pick<Story, 'events'>, whats: readonly string[], sinceMs = Number.NEGATIVE_INFINITY) =>
  events.filter(({ order, what, atMs }) => order !== null && atMs >= sinceMs && whats.includes(what)).length;

/** Orders that came in since a moment; one that came back came in before. */
function cameIn({ lives }: Pick<Story, 'lives'>, sinceMs: number): number {
  let orders = 0;
  for (const [first] of lives.values()) if (first?.what === 'received' && first.atMs >= sinceMs) orders += 1;
  return orders;
}

/** Who does what between an order and its dish. */
export const architecture: Scene = {
  title: 'The architecture',
  beats: (story) => {
    const busiest = story.fromMs + peakOf(story.received).second * SECOND_MS;
    const { from, to } = around(story, busiest, 2_000, 18_000);
    const captions = [
      `POST /orders answers when the order is a row of PostgreSQL: ${story.ordersLeftOut === 0 ? `${plural(story.lives.size, 'order')} here` : `here the first ${formatCount(story.lives.size)} of ${plural(story.orders.length + story.ordersLeftOut, 'order')}`}.`,
      'The balancer lives in the leading dispatcher. It takes new rows and reports in batches, decides, and writes what it decided in one fenced transaction.',
      `Then it tells the kitchens over Kafka, each on a lane of its own of Order_Handling: ${plural(count(story, INSTRUCTIONS), 'instruction')}.`,
      `Kitchens answer over Order_Status: ${plural(count(story, REPORTS), 'report')}. Over Kitchen_Status each says every ${formatDuration(KITCHEN_STATUS_MS)} that it is there.`,
      'Every order has one owner and an epoch. A report of an older epoch changes nothing, so an order may be moved and a kitchen may come back without any dish being promised twice.',
    ];
    const part = (to - from) / captions.length;
    return captions.map((caption, index) => ({
      caption,
      forMs: 5_500,
      fromMs: from + index * part,
      toMs: from + (index + 1) * part,
    }));
  },
  live: (story, atMs) => {
    const sinceMs = atMs - KEPT_MS;
    return `Now: of the last two minutes ${plural(cameIn(story, sinceMs), 'order')}, ${plural(count(story, INSTRUCTIONS, sinceMs), 'instruction')}, ${plural(count(story, REPORTS, sinceMs), 'report')}.`;
  },
};
