import { SORT_LIMITS } from '@longshore/schemas';
import { ElementReader, orderOf, SortError } from '@longshore/sorting';
import { type SortForm, toSort, typedValues } from './sort-form.ts';

const encoder = new TextEncoder();

/** Which of the typed values is no element, in words, as the sorters would find it; null: all are. */
export function elementFault(form: SortForm): string | null {
  if (form.from !== 'values') return null;
  try {
    const { type = 'text', ...order } = toSort(form).order ?? {};
    const reader = new ElementReader(orderOf({ type, ...order }), SORT_LIMITS.lineBytesMax);
    reader.push(
      encoder.encode(
        typedValues(form)
          .map((value) => `${value}\n`)
          .join(''),
      ),
    );
    reader.end();
    return null;
  } catch (error) {
    if (!(error instanceof SortError)) throw error;
    // What is wrong with the order is said at its own fields.
    return error.code === 'bad_order' ? null : error.message;
  }
}
