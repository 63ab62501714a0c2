'use client';
import { formatCount } from '@longshore/schemas/words';
import { LINKS, LINKS_OF_BEAT, type Link, linksAt } from '../scenes/architecture.ts';
import classes from '../story.module.css';
import type { Story } from '../story.ts';

/** The parts, in a picture of 680 by 330: from the customer to the right, and back to the left. */
const PARTS = {
  customer: { x: 84, y: 90, words: 'Customer', more: 'POST /orders' },
  api: { x: 334, y: 90, words: 'Control plane', more: 'web, any replica' },
  rows: { x: 584, y: 90, words: 'PostgreSQL', more: 'the order is a row' },
  balancer: { x: 584, y: 270, words: 'Balancer', more: 'leading dispatcher' },
  kafka: { x: 304, y: 270, words: 'Kafka', more: 'Avro, by the registry' },
  kitchens: { x: 84, y: 270, words: 'Kitchens', more: 'containers on agents' },
} as const;
type Part = keyof typeof PARTS;

/** From where to where each link goes, how far beside the straight way, and where beside its middle it is named. */
const WAYS: Record<Link, { from: Part; to: Part; aside: number; words: string; x: number; y: number }> = {
  place: { from: 'customer', to: 'api', aside: 0, words: 'order', x: 0, y: -9 },
  row: { from: 'api', to: 'rows', aside: 0, words: 'insert', x: 0, y: -9 },
  decide: { from: 'rows', to: 'balancer', aside: 0, words: 'new rows', x: 8, y: 4 },
  tell: { from: 'balancer', to: 'kafka', aside: 13, words: 'Order_Handling', x: 0, y: -9 },
  hear: { from: 'kafka', to: 'kitchens', aside: 13, words: '', x: 0, y: 0 },
  report: { from: 'kitchens', to: 'kafka', aside: 13, words: '', x: 0, y: 0 },
  fold: { from: 'kafka', to: 'balancer', aside: 13, words: 'Order_Status', x: 0, y: 19 },
};

const BOX = { width: 140, height: 56 };

interface Line {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

/** A link from edge to edge of its boxes, a little aside where another goes back. */
function lineOf(link: Link): Line {
  const { from, to, aside } = WAYS[link];
  const [a, b] = [PARTS[from], PARTS[to]];
  const length = Math.hypot(b.x - a.x, b.y - a.y);
  const [right, down] = [(b.x - a.x) / length, (b.y - a.y) / length];
  const reach = (part: typeof a | typeof b) =>
    part === undefined
      ? 0
      : Math.min(BOX.width / 2 / Math.max(Math.abs(right), 0.01), BOX.height / 2 / Math.max(Math.abs(down), 0.01));
  const [dx, dy] = [-down * aside, right * aside];
  return {
    x1: a.x + right * reach(a) + dx,
    y1: a.y + down * reach(a) + dy,
    x2: b.x - right * reach(b) + dx,
    y2: b.y - down * reach(b) + dy,
  };
}

const LINES = Object.fromEntries(LINKS.map((link) => [link, lineOf(link)])) as Record<Link, Line>;

export interface ArchitectureViewProps {
  story: Story;
  atMs: number;
  pace: number;
  beat: number;
  /** Nothing moves: what passes now is not drawn. */
  still: boolean;
}

/** The parts between an order and its dish, and what passes between them at a moment: events of the recording. */
export function ArchitectureView({ story, atMs, pace, beat, still }: ArchitectureViewProps) {
  const shown = linksAt(story.events, atMs, pace);
  const subject = LINKS_OF_BEAT[beat] ?? LINKS;
  const passed = (link: Link) => formatCount(shown[link].passed);
  return (
    <svg
      className={classes.parts}
      viewBox="0 46 680 270"
      role="img"
      aria-label={`Customer, control plane, PostgreSQL, balancer, Kafka and kitchens: ${passed('place')} orders placed, ${passed('tell')} instructions sent, ${passed('report')} reports heard by now`}
    >
      {LINKS.map((link) => {
        const { x1, y1, x2, y2 } = LINES[link];
        const { words, x, y } = WAYS[link];
        return (
          <g key={link} data-subject={subject.includes(link) || undefined} className={classes.link}>
            <line x1={x1} y1={y1} x2={x2} y2={y2} />
            {still
              ? null
              : shown[link].pulses.map((share, index) => (
                  <circle
                    // biome-ignore lint/suspicious/noArrayIndexKey: a pulse has no identity
                    key={index}
                    cx={x1 + (x2 - x1) * share}
                    cy={y1 + (y2 - y1) * share}
                    r={4}
                  />
                ))}
            {words === '' ? null : (
              <text x={(x1 + x2) / 2 + x} y={(y1 + y2) / 2 + y} data-at={link}>
                {words} {passed(link)}
              </text>
            )}
          </g>
        );
      })}
      {Object.entries(PARTS).map(([part, { x, y, words, more }]) => (
        <g key={part} className={classes.part}>
          <rect x={x - BOX.width / 2} y={y - BOX.height / 2} width={BOX.width} height={BOX.height} rx={9} />
          <text x={x} y={y - 3}>
            {words}
          </text>
          <text x={x} y={y + 15} data-small>
            {more}
          </text>
        </g>
      ))}
    </svg>
  );
}
