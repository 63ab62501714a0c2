import { SortError } from './sort-error.ts';

/** What an element is: a number in an array, or a line; lines of `json` and `csv` are sorted by one of their fields. */
export type ElementType = 'int32' | 'int64' | 'float64' | 'text' | 'json' | 'csv';

/** How elements are told apart and which comes first. Made by {@link orderOf}; plain data, so it travels as JSON. */
export interface Order {
  readonly type: ElementType;
  /** `desc` is `asc` backwards, but for elements with equal keys under `stable`, which keep their order in both. */
  readonly direction: 'asc' | 'desc';
  /**
   * Whether elements with equal keys stay in the order of the input. It can be seen only where such elements differ:
   * in records, and in lines that a locale holds for equal.
   */
  readonly stable: boolean;
  /** How texts compare: by their bytes (which for UTF-8 is by code point), or as a locale has it. */
  readonly collation: 'bytes' | { readonly locale: string };
  /** The field that records are sorted by; null where elements are no records. */
  readonly keyField: string | null;
  /** What that field holds. */
  readonly keyType: 'text' | 'number';
}

/** What one says of an order; the rest is ascending, not stable, by bytes, keys being text. */
export type OrderWanted = Pick<Order, 'type'> & Partial<Order>;

/** Whether elements are kept as lines. */
export function isLines(type: ElementType): type is 'text' | 'json' | 'csv' {
  return type === 'text' || type === 'json' || type === 'csv';
}

/**
 * A whole order from what was said of it.
 *
 * Numbers of floating point are ordered as IEEE 754's totalOrder has it, but for NaN: -0 comes before +0, and every NaN,
 * whatever its sign and payload, is one and the same number after +Infinity (before it, descending).
 *
 * @throws SortError `bad_order`, which says what does not fit together
 */
export function orderOf(wanted: OrderWanted): Order {
  const order: Order = {
    type: wanted.type,
    direction: wanted.direction ?? 'asc',
    stable: wanted.stable ?? false,
    collation: wanted.collation ?? 'bytes',
    keyField: wanted.keyField ?? null,
    keyType: wanted.keyType ?? 'text',
  };
  const refusal = refusalOf(order);
  if (refusal !== null) throw new SortError('bad_order', refusal);
  return order;
}

function refusalOf({ type, collation, keyField, keyType }: Order): string | null {
  const isRecord = type === 'json' || type === 'csv';
  if (isRecord && keyField === null) return `${type} is sorted by a field: say which`;
  if (!isRecord && keyField !== null) return `${type} has no fields to sort by: only json and csv have`;
  if (collation === 'bytes') return null;
  if (!isLines(type)) return `numbers have no locale to be sorted by: only text, json and csv have`;
  if (isRecord && keyType === 'number') return 'fields that are numbers have no locale to be sorted by';
  return isLocale(collation.locale)
    ? null
    : `${JSON.stringify(collation.locale)} is no locale: give one such as de or sv-SE`;
}

function isLocale(locale: string): boolean {
  try {
    return Intl.Collator.supportedLocalesOf(locale).length > 0;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
