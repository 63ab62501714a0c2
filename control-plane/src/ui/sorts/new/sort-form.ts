import { type SORT_DISTRIBUTIONS, type SortInput, type SortSummary, sortInputSchema } from '@longshore/schemas';
import type { SortOrder } from '@longshore/schemas/sort';
import { inputIsKept } from '../input-is-kept.ts';

export const SORT_SOURCES = ['values', 'upload', 'topic', 'generated', 'sort'] as const;
export type SortSource = (typeof SORT_SOURCES)[number];

/** What stands in the fields, in the units that people think in. An empty number is ''. */
export interface SortForm {
  from: SortSource;
  /** Typed or pasted. */
  text: string;
  file: File | null;
  topic: string;
  /** The id of another sort, whose input is sorted. */
  sort: string;
  distribution: (typeof SORT_DISTRIBUTIONS)[number];
  count: number | '';
  seed: number | '';
  type: SortOrder['type'];
  direction: SortOrder['direction'];
  stable: boolean;
  /** A language such as `de`; empty: by bytes. */
  locale: string;
  keyField: string;
  keyType: SortOrder['keyType'];
  workers: number | '';
  name: string;
  partCountMax: number | '';
  cores: number | '';
  memoryMebibytes: number | '';
  keepDays: number | '';
  /** That takes the result as well; empty: none. */
  outputTopic: string;
}

const mebibyte = 1_048_576;
const DEFAULTS = sortInputSchema.parse({ input: { from: 'upload' } });

export const EMPTY_SORT_FORM: SortForm = {
  from: 'values',
  text: '',
  file: null,
  topic: '',
  sort: '',
  distribution: 'uniform',
  count: 1_000_000,
  seed: 1,
  type: 'int32',
  direction: 'asc',
  stable: false,
  locale: '',
  keyField: '',
  keyType: 'text',
  workers: DEFAULTS.workers,
  name: '',
  partCountMax: '',
  cores: DEFAULTS.resources.cpuMillis / 1_000,
  memoryMebibytes: DEFAULTS.resources.memoryBytes / mebibyte,
  keepDays: DEFAULTS.keepDays,
  outputTopic: '',
};

/** Whether elements have fields to be sorted by. */
export function hasFields(type: SortForm['type']): boolean {
  return type === 'json' || type === 'csv';
}

/** Whether a language may say which comes first. */
export function hasLanguage({ type, keyType }: Pick<SortForm, 'type' | 'keyType'>): boolean {
  return type === 'text' || (hasFields(type) && keyType === 'text');
}

/** The elements that were typed: numbers may stand beside each other, all else is an element a line. */
export function typedValues({ text, type }: Pick<SortForm, 'text' | 'type'>): string[] {
  if (type === 'int32' || type === 'int64' || type === 'float64') {
    return text.split(/[\s,;]+/).filter((word) => word !== '');
  }
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function inputOf(form: SortForm): SortInput['input'] {
  switch (form.from) {
    case 'values':
      return { from: 'values', values: typedValues(form) };
    case 'upload':
      return { from: 'upload' };
    case 'topic':
      return { from: 'topic', topic: form.topic.trim() };
    case 'sort':
      return { from: 'sort', sort: form.sort };
    case 'generated':
      return {
        from: 'generated',
        distribution: form.distribution,
        // What is missing is said by the schema.
        count: form.count as number,
        ...(form.seed === '' || form.seed === 1 ? {} : { seed: form.seed }),
      };
  }
}

function orderOf(form: SortForm): NonNullable<SortInput['order']> {
  const fields = hasFields(form.type);
  return {
    type: form.type,
    ...(form.direction === 'asc' ? {} : { direction: form.direction }),
    ...(form.stable ? { stable: true } : {}),
    ...(fields && form.keyField !== '' ? { keyField: form.keyField } : {}),
    ...(fields && form.keyType === 'number' ? { keyType: form.keyType } : {}),
    ...(hasLanguage(form) && form.locale.trim() !== '' ? { collation: { locale: form.locale.trim() } } : {}),
  };
}

/** What is sent for a form; what is as it would be anyway is left out. */
export function toSort(form: SortForm): SortInput {
  const { workers, name, partCountMax, cores, memoryMebibytes, keepDays } = form;
  const outputTopic = form.outputTopic.trim();
  const ownSize = cores !== EMPTY_SORT_FORM.cores || memoryMebibytes !== EMPTY_SORT_FORM.memoryMebibytes;
  return {
    ...(name.trim() === '' ? {} : { name: name.trim() }),
    input: inputOf(form),
    order: orderOf(form),
    // What is missing is said by the schema.
    workers: workers as number,
    ...(partCountMax === '' ? {} : { partCountMax }),
    ...(ownSize
      ? {
          resources: {
            cpuMillis: Math.round(Number(cores) * 1_000),
            memoryBytes: Math.round(Number(memoryMebibytes) * mebibyte),
          },
        }
      : {}),
    ...(outputTopic === '' ? {} : { output: { topic: outputTopic } }),
    ...(keepDays === '' || keepDays === DEFAULTS.keepDays ? {} : { keepDays }),
  };
}

/**
 * The form that asks for the same as another sort did: of values, a file or a topic, for what that sort was given. The
 * topic that the other has filled takes no other result.
 */
export function formOfSort(sort: Pick<SortSummary, 'id' | 'spec' | 'state' | 'resultUntil'>): SortForm {
  const { id, spec } = sort;
  const { input, order } = spec;
  const source = inputIsKept(sort) ? 'sort' : input.from;
  return {
    ...EMPTY_SORT_FORM,
    from: input.from === 'generated' ? 'generated' : source,
    sort: source === 'sort' ? id : '',
    ...(input.from === 'topic' ? { topic: input.topic } : {}),
    ...(input.from === 'generated' ? { distribution: input.distribution, count: input.count, seed: input.seed } : {}),
    type: order.type,
    direction: order.direction,
    stable: order.stable,
    locale: order.collation === 'bytes' ? '' : order.collation.locale,
    keyField: order.keyField ?? '',
    keyType: order.keyType,
    workers: spec.workers,
    name: spec.name ?? '',
    partCountMax: spec.partCountMax ?? '',
    cores: spec.resources.cpuMillis / 1_000,
    memoryMebibytes: spec.resources.memoryBytes / mebibyte,
    keepDays: spec.keepDays,
  };
}
