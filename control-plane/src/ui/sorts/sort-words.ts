import type { SortSummary } from '@longshore/schemas';
import { formatCount } from '@longshore/schemas/words';

type Spec = SortSummary['spec'];

export const DISTRIBUTION_WORDS = {
  uniform: 'Uniform',
  sorted: 'Sorted already',
  reversed: 'Reversed',
  'all-equal': 'All equal',
  zipf: 'Zipf',
  'few-distinct': 'Few distinct',
} as const;

export const TYPE_WORDS = {
  int32: 'Whole numbers, 32 bits',
  int64: 'Whole numbers, 64 bits',
  float64: 'Decimal numbers',
  text: 'Lines of text',
  json: 'Lines of JSON',
  csv: 'Lines of CSV',
} as const;

/** Where the elements come from: `topic orders`, `generated, Zipf`. */
export function inputWords({ input }: Spec): string {
  switch (input.from) {
    case 'values':
      return 'typed values';
    case 'upload':
      return 'an uploaded file';
    case 'topic':
      return `topic ${input.topic}`;
    case 'generated':
      return `generated, ${DISTRIBUTION_WORDS[input.distribution].toLowerCase()}`;
    case 'sort':
      return 'another sort’s input';
  }
}

/** What the elements are and which comes first: `csv by price as numbers, descending, stable`. */
export function orderWords({ order }: Spec): string {
  const { type, direction, stable, collation, keyField, keyType } = order;
  const key = keyField === null ? '' : ` by ${keyField}${keyType === 'number' ? ' as numbers' : ''}`;
  return [
    `${type}${key}`,
    direction === 'asc' ? 'ascending' : 'descending',
    ...(stable ? ['stable'] : []),
    ...(collation === 'bytes' ? [] : [`in the order of ${collation.locale}`]),
  ].join(', ');
}

/** How many elements, as far as it is known. */
export function countWords(count: number | null): string {
  return count === null ? '–' : formatCount(count);
}

/** How many times as fast: `2.7×`. */
export function formatTimes(times: number): string {
  return `${times >= 100 ? Math.round(times) : times.toFixed(times >= 10 ? 1 : 2)}×`;
}
