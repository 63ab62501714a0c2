import type { Cli } from '../cli.ts';
import { CliError } from '../errors/cli-error.ts';
import { oneLine } from '../output/width.ts';

/** How many candidates are listed. */
const LISTED = 10;

/** What things of a list are called: for people, and by which words one may be named. */
export interface Naming<Item> {
  /** Such as `user`: of the command that lists them, too. */
  noun: string;
  id(item: Item): string;
  /** Words that name it, apart from its id. */
  names(item: Item): readonly string[];
}

/**
 * The one of a list that a person means: by a name, by its id, or by the start of its id.
 *
 * @throws CliError when none fits, or several, which are then listed
 */
export function pickOne<Item>(
  cli: Cli,
  items: readonly Item[],
  given: string,
  { noun, id, names }: Naming<Item>,
): Item {
  const wanted = given.trim();
  const named = items.filter((item) => id(item) === wanted || names(item).includes(wanted));
  const fitting = named.length > 0 || wanted === '' ? named : items.filter((item) => id(item).startsWith(wanted));
  const [only] = fitting;
  if (only !== undefined && fitting.length === 1) return only;
  const listed = fitting.slice(0, LISTED).map((item) => oneLine(`${id(item)}  ${names(item).join('  ')}`));
  if (fitting.length > LISTED) listed.push(`and ${fitting.length - LISTED} more`);
  throw new CliError({
    what:
      only === undefined
        ? `no ${noun} fits ${JSON.stringify(given)}`
        : `${fitting.length} ${noun}s fit ${JSON.stringify(given)}`,
    where: cli.config.url,
    advice: only === undefined ? `longshore ${noun} list shows what there is` : 'give more of the id',
    details: listed,
    code: only === undefined ? 'not_found' : 'ambiguous',
  });
}
