import { newId, type Worker, type WorkItem, type WorkQueue, type WorkQueues, workItemInput } from '@longshore/schemas';

interface Asked {
  method: string;
  query: URLSearchParams;
  body: unknown;
}

interface Reply {
  status: number;
  body: unknown;
}

const AT = '2026-03-01T12:00:00.000Z';

/** An item as the control plane shows it. */
export function sampleWorkItem(over: Partial<WorkItem> = {}): WorkItem {
  return {
    id: newId(),
    type: 'compute',
    asks: 'SHA-256 of “abc”',
    status: 'queued',
    tries: 0,
    maxTries: 5,
    worker: null,
    progress: null,
    failure: null,
    dueAt: null,
    submittedBy: 'anna@example.org',
    createdAt: AT,
    startedAt: null,
    endedAt: null,
    payload: { operation: 'digest', input: 'abc' },
    result: null,
    leaseEndsAt: null,
    life: [{ at: AT, what: 'submitted', try: 0, worker: null, message: 'By anna@example.org' }],
    ...over,
  };
}

/** A queue as the control plane lists it. */
export function sampleWorkQueue(over: Partial<WorkQueue> = {}): WorkQueue {
  return {
    type: 'compute',
    topic: 'jobs.compute',
    deadLetterTopic: 'jobs.compute.dlq',
    queued: 0,
    backingOff: 0,
    processing: 0,
    failed: 0,
    oldestAgeMs: null,
    submittedLastMinute: 0,
    completedLastMinute: 0,
    failedLastMinute: 0,
    workers: 0,
    scaling: { minimum: 0, maximum: 2, itemsPerWorker: 100, idleMs: 60_000 },
    trouble: null,
    ...over,
  };
}

/** A worker as the control plane lists it. */
export function sampleWorker(over: Partial<Worker> = {}): Worker {
  return {
    id: newId(),
    name: 'worker a',
    state: 'idle',
    jobId: null,
    agentId: null,
    types: [{ type: 'compute', concurrency: 2, wanted: 'started', observed: 'consuming', holding: 0 }],
    completed: 0,
    failed: 0,
    registeredAt: AT,
    lastHeardAt: AT,
    ...over,
  };
}

/** Work as a played control plane has it. */
export class FakeWork {
  readonly items: WorkItem[] = [];
  readonly queues: WorkQueues = { items: [sampleWorkQueue()], ready: true };
  readonly workers: Worker[] = [];
  /** What becomes of an item as soon as it is submitted. */
  onSubmit: (item: WorkItem) => void = () => undefined;

  reply({ method, query, body }: Asked, noun: string, id: string, verb: string | undefined): Reply {
    if (noun === 'work-queues') return { status: 200, body: method === 'GET' ? this.queues : this.queues.items[0] };
    if (noun === 'work-files') return { status: 201, body: { id: newId(), bytes: 3, sha256: 'x' } };
    if (noun === 'workers') return this.#workers(id, verb);
    if (method === 'POST' && id === '') return this.#submit(body);
    if (method === 'POST' && id === 'redrive') return { status: 200, body: this.#redriveAll() };
    if (id === '') {
      const wanted = query.get('status')?.split(',');
      const items = this.items.filter(({ status }) => wanted?.includes(status) ?? true);
      return { status: 200, body: { items: items.toReversed(), next: null } };
    }
    const item = this.items.find((one) => one.id.startsWith(id));
    if (item === undefined) return problem(404, 'not_found', `There is no work item ${id}.`);
    if (verb !== 'redrive') return { status: 200, body: item };
    if (item.status !== 'failed') return problem(409, 'work_item_not_failed', `It is ${item.status}.`);
    Object.assign(item, { status: 'queued', tries: 0, failure: null });
    return { status: 200, body: item };
  }

  #submit(body: unknown): Reply {
    const { type, payload, maxTries } = workItemInput.parse(body);
    const item = sampleWorkItem({ type, payload, maxTries });
    this.items.push(item);
    this.onSubmit(item);
    return { status: 201, body: { id: item.id, status: 'queued' } };
  }

  #redriveAll(): { redriven: number; left: number } {
    const failed = this.items.filter(({ status }) => status === 'failed');
    for (const item of failed) item.status = 'queued';
    return { redriven: failed.length, left: 0 };
  }

  #workers(id: string, verb: string | undefined): Reply {
    if (id === '') return { status: 200, body: { items: this.workers } };
    const worker = this.workers.find((one) => one.id.startsWith(id));
    if (worker === undefined) return problem(404, 'not_found', `There is no worker ${id}.`);
    worker.state = verb === 'stop' ? 'draining' : 'idle';
    return { status: 202, body: worker };
  }
}

function problem(status: number, code: string, detail: string): Reply {
  return {
    status,
    body: {
      type: `urn:longshore:problem:${code}`,
      status,
      code,
      title: 'Refused',
      detail,
      advice: 'List those there are.',
    },
  };
}
