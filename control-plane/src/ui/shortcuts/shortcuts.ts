import { ROOMS } from '../frame/rooms.ts';

/** Where a shortcut works; the order in which they are listed. */
export const SHORTCUT_GROUPS = [
  'Everywhere',
  'Go to',
  'In a list',
  'On the page of a job or a sort',
  'On the page of a job',
  'On the page of a work item',
  'In a log',
  'In quicksort, step by step',
  'In the story of the kitchens',
] as const;

/** Keys that do something. */
export interface Shortcut {
  /** Keys with spaces between: `g j`; together with plus: `mod+k`, where `mod` is Control, or ⌘ on a Mac. */
  keys: string;
  /** What they do. */
  words: string;
  group: (typeof SHORTCUT_GROUPS)[number];
  /** The page they lead to. */
  href?: string;
  /** A part of the page listens for it by itself, such as a list that has the focus: here it is only listed. */
  ofPart?: true;
}

const NAMED = {
  help: { keys: '?', words: 'Show all shortcuts', group: 'Everywhere' },
  search: { keys: '/', words: 'Filter or search what the page shows', group: 'Everywhere' },
  palette: { keys: 'mod+k', words: 'Find a page, a job or an agent', group: 'Everywhere', ofPart: true },
  'new-job': { keys: 'n', words: 'New job', group: 'Everywhere', href: '/jobs/new' },
  queue: { keys: 'g q', words: 'Queue', group: 'Go to', href: '/jobs/queue' },
  'dead-letters': { keys: 'g d', words: 'Dead letters', group: 'Go to', href: '/work/dead' },
  'stop-job': { keys: 's', words: 'Stop it', group: 'On the page of a job or a sort' },
  'run-again': { keys: 'r', words: 'Run it again', group: 'On the page of a job or a sort' },
  'change-and-run': { keys: 'c', words: 'Run it again with changes', group: 'On the page of a job or a sort' },
  'job-timeline': { keys: 't', words: 'Timeline', group: 'On the page of a job' },
  'job-logs': { keys: 'l', words: 'Logs', group: 'On the page of a job' },
  redrive: { keys: 'd', words: 'Redrive it', group: 'On the page of a work item' },
  'row-down': { keys: '↓', words: 'The next row, also j', group: 'In a list', ofPart: true },
  'row-up': { keys: '↑', words: 'The row before, also k', group: 'In a list', ofPart: true },
  'row-open': { keys: 'Enter', words: 'Open the row', group: 'In a list', ofPart: true },
  'next-match': { keys: 'Enter', words: 'The next match', group: 'In a log', ofPart: true },
  'match-before': { keys: 'Shift+Enter', words: 'The match before', group: 'In a log', ofPart: true },
  'log-start': { keys: 'Home', words: 'The first line', group: 'In a log', ofPart: true },
  'log-end': { keys: 'End', words: 'The newest line, and follow', group: 'In a log', ofPart: true },
  'trace-play': { keys: 'Space', words: 'Play, pause', group: 'In quicksort, step by step', ofPart: true },
  'trace-step': { keys: '→', words: 'The next step', group: 'In quicksort, step by step', ofPart: true },
  'trace-back': { keys: '←', words: 'The step before', group: 'In quicksort, step by step', ofPart: true },
  'trace-start': { keys: 'Home', words: 'The beginning', group: 'In quicksort, step by step', ofPart: true },
  'trace-end': { keys: 'End', words: 'The end', group: 'In quicksort, step by step', ofPart: true },
  'story-play': { keys: 'Space', words: 'Play, pause', group: 'In the story of the kitchens', ofPart: true },
  'story-step': { keys: '→', words: 'The next step', group: 'In the story of the kitchens', ofPart: true },
  'story-back': { keys: '←', words: 'The step before', group: 'In the story of the kitchens', ofPart: true },
  'story-start': { keys: 'Home', words: 'The first scene', group: 'In the story of the kitchens', ofPart: true },
  'story-end': { keys: 'End', words: 'The last scene', group: 'In the story of the kitchens', ofPart: true },
} as const satisfies Record<string, Shortcut>;

/** What a page can be asked for by a shortcut. */
export type ShortcutId = keyof typeof NAMED;

/** Of a shortcut that is known by its name. */
export function shortcut(id: ShortcutId): Shortcut {
  return NAMED[id];
}

/** Every shortcut there is; a room brings its own letter. */
export const SHORTCUTS: readonly Shortcut[] = [
  ...ROOMS.map(({ href, word, letter }) => ({ keys: `g ${letter}`, words: word, group: 'Go to' as const, href })),
  ...Object.values(NAMED),
];

/** The keys that lead to a page; none: undefined. */
export function keysTo(href: string): string | undefined {
  return SHORTCUTS.find((known) => known.href === href)?.keys;
}

/**
 * The shortcuts that cannot both be typed: equal ones, and one that another begins with.
 *
 * What a part of the page listens for by itself stands in nobody's way.
 */
export function findClashes(shortcuts: readonly Shortcut[]): [Shortcut, Shortcut][] {
  const typed = shortcuts.filter(({ ofPart }) => ofPart !== true);
  return typed.flatMap((one, index) =>
    typed
      .slice(index + 1)
      .filter((other) => `${one.keys} `.startsWith(`${other.keys} `) || `${other.keys} `.startsWith(`${one.keys} `))
      .map((other): [Shortcut, Shortcut] => [one, other]),
  );
}
