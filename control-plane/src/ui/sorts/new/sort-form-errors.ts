import { SORT_LIMITS, sortInputSchema } from '@longshore/schemas';
import { type SortForm, toSort } from './sort-form.ts';

const FIELDS: Readonly<Record<string, keyof SortForm>> = {
  name: 'name',
  'input.values': 'text',
  body: 'file',
  'input.topic': 'topic',
  'input.sort': 'sort',
  'input.from': 'type',
  'input.distribution': 'distribution',
  'input.count': 'count',
  'input.seed': 'seed',
  order: 'type',
  'order.type': 'type',
  'order.keyField': 'keyField',
  'order.keyType': 'keyType',
  'order.collation': 'locale',
  'order.collation.locale': 'locale',
  workers: 'workers',
  partCountMax: 'partCountMax',
  'resources.cpuMillis': 'cores',
  'resources.memoryBytes': 'memoryMebibytes',
  keepDays: 'keepDays',
  'output.topic': 'outputTopic',
};

/** What is wrong, by the field that it is said at. */
export type SortFormErrors = Partial<Record<keyof SortForm, string>>;

/** What the server found wrong, at the fields; of a value its place is said. */
export function errorsAtFields(errors: ReadonlyArray<{ path: string; message: string }>): SortFormErrors {
  const found: SortFormErrors = {};
  for (const { path, message } of errors) {
    const place = /^input\.values(?:\[|\.)(\d+)\]?$/.exec(path)?.[1];
    const field = FIELDS[place === undefined ? path : 'input.values'];
    if (field === undefined) continue;
    found[field] ??= place === undefined ? message : `element ${Number(place) + 1} ${message}`;
  }
  return found;
}

/** What a form lacks before it can be asked for: words that a schema would not find. */
function missing(form: SortForm): SortFormErrors {
  if (form.from === 'values' && form.text.trim() === '') return { text: 'type or paste something to sort' };
  if (form.from === 'upload' && form.file === null) return { file: 'choose a file' };
  if (form.from === 'upload' && form.file !== null && form.file.size > SORT_LIMITS.uploadBytesMax)
    return { file: 'larger than an upload may be: put it on a topic' };
  if (form.from === 'topic' && form.topic.trim() === '') return { topic: 'name a topic' };
  if (form.from === 'sort' && form.sort === '') return { sort: 'choose a sort' };
  if (form.from === 'generated' && form.count === '') return { count: 'say how many' };
  return {};
}

/** Checks a form by the schema that the server checks with. */
export function validateSortForm(form: SortForm): SortFormErrors {
  const lacks = missing(form);
  const parsed = sortInputSchema.safeParse(toSort(form));
  if (parsed.success) return lacks;
  const found = errorsAtFields(parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })));
  if (form.workers === '') found.workers = `from 1 to ${SORT_LIMITS.workersMax}`;
  return { ...found, ...lacks };
}
