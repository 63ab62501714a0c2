import type { WorkType } from '@longshore/schemas';
import { formatCount, plural } from '@longshore/schemas/words';

/** Which dead letters are meant: some by their ids, or all of some types. */
export type Meant =
  | { ids: string[] /** Of a single one: what it asks for. */; words?: string }
  | { types: readonly { type: WorkType; count: number }[] };

/** How many that are, as last looked at. */
export function countOf(meant: Meant): number {
  return 'ids' in meant ? meant.ids.length : meant.types.reduce((sum, { count }) => sum + count, 0);
}

/** `Redrive 12 items?` */
export function redriveQuestion(meant: Meant): string {
  if ('ids' in meant && meant.ids.length === 1 && meant.words !== undefined) return `Redrive ${meant.words}?`;
  return `Redrive ${plural(countOf(meant), 'item')}?`;
}

/** What a redrive does, in whole sentences, said before it is done. */
export function redriveEffect(meant: Meant): string[] {
  const one = countOf(meant) === 1;
  return [
    ...('types' in meant
      ? [
          `All dead letters of ${meant.types.map(({ type, count }) => `${type} (${formatCount(count)})`).join(', ')}, also those that are not on this page.`,
        ]
      : []),
    `${one ? 'It gets all its tries anew and goes' : 'They get all their tries anew and go'} back into the queue, the oldest first.`,
    `${one ? 'If it fails again, it comes' : 'What fails again comes'} back here, with the reason of its last try.`,
  ];
}
