import { newId, type SortDetail, type SortSpec, sortHasEnded, sortInputSchema } from '@longshore/schemas';

interface Reply {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}

/** A sort as the control plane shows it, and the lines that it sorts. */
export type FakeSort = SortDetail & { lines: string[] };

/** Of a longer element the beginning is given, where it is asked for by rank. */
const VALUE_LENGTH_MAX = 2_000;

const AT = '2026-03-01T12:00:00.000Z';

function sampleSort(spec: SortSpec): FakeSort {
  const id = newId();
  return {
    id,
    name: `sort-${spec.order.type}-${id.slice(-5)}`,
    state: spec.input.from === 'upload' ? 'AWAITING_INPUT' : 'QUEUED',
    reason: null,
    jobId: null,
    spec,
    count: null,
    sortedCount: 0,
    createdAt: AT,
    startedAt: null,
    endedAt: null,
    resultUntil: null,
    topics: { input: 'i', control: 'c', exchange: 'e', result: 'r' },
    report: null,
    lines: [],
  };
}

/** What became of a sort that was done, by the language's own sort of texts. */
export function finishSort(sort: FakeSort): void {
  const count = sort.lines.length;
  sort.lines.sort();
  Object.assign(sort, {
    state: 'SUCCEEDED',
    count,
    sortedCount: count,
    endedAt: AT,
    resultUntil: AT,
    report: {
      phase: 'ended',
      generation: 1,
      workers: [{ worker: 1, agentId: 'eu-1' }],
      count,
      bytes: count,
      sampledCount: count,
      partedCount: count,
      sortedCount: count,
      parts: [],
      tries: [],
      exchange: { bytes: count, perByte: 4, bytesSpilled: 0 },
      balance: { parts: 1, maxCount: count, meanCount: count, maxOverMean: 1 },
      proof: { count, inOrder: true, inputHash: 'a', resultHash: 'a', equal: true },
    },
  } satisfies Partial<FakeSort>);
}

function problem(status: number, code: string, detail: string): Reply {
  return { status, body: { type: 'about:blank', title: 'Refused', status, code, detail } };
}

function detailOf({ lines: _, ...sort }: FakeSort): SortDetail {
  return sort;
}

/** What the API answers about sorts. */
export function replyAboutSorts(
  sorts: FakeSort[],
  asked: { method: string; query: URLSearchParams; body: unknown },
  given: string,
  verb: string | undefined,
  onSort: (sort: FakeSort) => void,
): Reply {
  if (given === '' && asked.method === 'POST') {
    const parsed = sortInputSchema.safeParse(asked.body);
    if (!parsed.success) return problem(422, 'invalid_request', 'refused');
    const sort = sampleSort(parsed.data);
    sorts.push(sort);
    if (sort.state === 'QUEUED') onSort(sort);
    return { status: 201, body: { id: sort.id, name: sort.name, state: sort.state } };
  }
  if (given === '') return { status: 200, body: { items: sorts.map(detailOf), next: null } };
  const sort = sorts.find(({ id }) => id.startsWith(given));
  if (sort === undefined) return problem(404, 'not_found', `There is no sort ${given}.`);
  const standing = () => ({ id: sort.id, name: sort.name, state: sort.state });
  switch (`${asked.method} ${verb ?? ''}`) {
    case 'GET ':
      return { status: 200, body: detailOf(sort) };
    case 'DELETE ':
      sorts.splice(sorts.indexOf(sort), 1);
      return { status: 204, body: '' };
    case 'POST input':
      sort.lines = String(asked.body).trimEnd().split('\n');
      sort.state = 'QUEUED';
      onSort(sort);
      return { status: 202, body: { ...standing(), state: 'QUEUED' } };
    case 'POST stop':
      if (sortHasEnded(sort.state)) return problem(409, 'sort_has_ended', 'It has ended.');
      sort.state = 'STOPPED';
      return { status: 202, body: standing() };
    case 'GET elements': {
      const from = Number(asked.query.get('from') ?? 0);
      const some = sort.lines.slice(from, from + Number(asked.query.get('limit') ?? 100));
      const items = some.map((line, index) => {
        const item = { rank: from + index, value: line.slice(0, VALUE_LENGTH_MAX) };
        return line.length > VALUE_LENGTH_MAX ? { ...item, truncated: true } : item;
      });
      return { status: 200, body: { count: sort.lines.length, items } };
    }
    case 'GET result':
      return { status: 200, body: `${sort.lines.join('\n')}\n`, headers: { 'content-type': 'text/plain' } };
    default:
      throw new Error(`the fake control plane does not implement ${asked.method} /sorts/:id/${verb}`);
  }
}
