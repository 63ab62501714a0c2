import { formatCount, plural } from '@longshore/schemas/words';
import type { RecordedEvent } from '../../city/city-recording.ts';
import { peakOf, SECOND_MS, type Story } from '../story.ts';
import { around, type Scene } from './scene.ts';

/** The ways on which something passes in the picture of the parts. */
export const LINKS = ['place', 'row', 'decide', 'tell', 'hear', 'report', 'fold'] as const;
export type Link = (typeof LINKS)[number];

/** What of the recording passes where: nothing is shown to pass that was not recorded. */
export function linksOf(what: string): readonly Link[] {
  switch (what) {
    case 'received':
      return ['place', 'row', 'decide'];
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
  for (const { atMs: happenedMs, what, order } of events) {
    if (happenedMs > atMs) break;
    if (order === null) continue;
    for (const link of linksOf(what)) {
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

const count = (story: Story, ...whats: string[]) =>
  story.events.filter(({ order, what }) => order !== null && whats.includes(what)).length;

/** Who does what between an order and its dish. */
export const architecture: Scene = {
  title: 'The architecture',
  beats: (story) => {
    const busiest = story.fromMs + peakOf(story.received).second * SECOND_MS;
    const { from, to } = around(story, busiest, 2_000, 18_000);
    const captions = [
      `POST /orders answers when the order is a row of PostgreSQL: ${plural(story.lives.size, 'order')} here.`,
      'The balancer lives in the leading dispatcher. It takes new rows and reports in batches, decides, and writes what it decided in one fenced transaction.',
      `Then it tells the kitchens over Kafka, each on a lane of its own of Order_Handling: ${plural(count(story, 'assigned', 'asked back'), 'instruction')}.`,
      `Kitchens answer over Order_Status: ${plural(count(story, 'cooking', 'ready', 'released', 'refused'), 'report')}. Over Kitchen_Status each says twice a second that it is there.`,
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
  live: (story) =>
    `Now: of the last two minutes ${formatCount(count(story, 'received'))} orders, ${formatCount(count(story, 'assigned', 'asked back'))} instructions, ${formatCount(count(story, 'cooking', 'ready', 'released', 'refused'))} reports.`,
};
