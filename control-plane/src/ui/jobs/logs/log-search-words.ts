/** What somebody looks for in a log: lines that hold all of `wanted` and none of `excluded`. */
export interface SearchWords {
  wanted: readonly string[];
  excluded: readonly string[];
}

const WORD = /(-?)(?:"([^"]*)(?:"|$)|(\S+))/g;

/**
 * Reads a search: words apart by blanks, phrases in quotes, and a minus before what must not stand in a line.
 * `error "timed out" -health` → wanted `error` and `timed out`, excluded `health`. A minus alone, which somebody is
 * still typing after, says nothing; to look for a word that begins with one, quote it.
 */
export function parseSearch(text: string): SearchWords {
  const wanted: string[] = [];
  const excluded: string[] = [];
  for (const [, minus, phrase, word] of text.matchAll(WORD)) {
    const said = phrase ?? word ?? '';
    if (said === '' || (minus === '' && said === '-')) continue;
    const into = minus === '-' ? excluded : wanted;
    if (!into.includes(said)) into.push(said);
  }
  return { wanted, excluded };
}

/** A search made ready for many lines. */
export interface LineMatcher {
  /** Whether anything is looked for at all. */
  readonly active: boolean;
  matches(text: string): boolean;
  /** The places of the wanted words in a text, in order and apart from each other: from, and up to. */
  places(text: string): [from: number, to: number][];
}

/** Makes a search ready; upper and lower case are the same to it. */
export function lineMatcher({ wanted, excluded }: SearchWords): LineMatcher {
  const has = wanted.map((words) => new RegExp(literally(words), 'iu'));
  const hasNot = excluded.map((words) => new RegExp(literally(words), 'iu'));
  const every = wanted.map((words) => new RegExp(literally(words), 'giu'));
  return {
    active: wanted.length + excluded.length > 0,
    matches: (text) => has.every((one) => one.test(text)) && !hasNot.some((one) => one.test(text)),
    places: (text) => {
      const found = every.flatMap((one) =>
        [...text.matchAll(one)].map(({ index, 0: { length } }): [number, number] => [index, index + length]),
      );
      return joined(found.sort(([a], [b]) => a - b));
    },
  };
}

function literally(words: string): string {
  return words.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

function joined(places: readonly [number, number][]): [number, number][] {
  const apart: [number, number][] = [];
  for (const [from, to] of places) {
    const last = apart.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else apart.push([from, to]);
  }
  return apart;
}
