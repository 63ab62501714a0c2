import {
  type Claimed,
  newId,
  WORK_TYPES,
  type WorkerOrders,
  type WorkFailure,
  type WorkItem,
  type WorkItemInput,
  type WorkProgress,
  type WorkType,
} from '@longshore/schemas';
import { showing } from '../../control-plane/owner-key.ts';

/** A worker that does what a test says, and only then; the fleet's own run no more. */
export class PlayedWorker {
  readonly id = newId();
  readonly #url: string;
  readonly #ownerKey: string;
  readonly #name: string;
  readonly #types: readonly WorkType[];
  readonly #claims = new Map<string, string>();
  #observed: 'consuming' | 'draining' | 'stopped' = 'consuming';

  constructor(url: string, ownerKey: string, name: string, types: readonly WorkType[] = WORK_TYPES) {
    this.#url = url;
    this.#ownerKey = ownerKey;
    this.#name = name;
    this.#types = types;
  }

  /** So that nobody but played workers takes what a test submits. */
  async withoutFleet(): Promise<void> {
    for (const type of WORK_TYPES) await this.#ask('PATCH', `/work-queues/${type}`, { minimum: 0, maximum: 0 });
  }

  async submit(item: WorkItemInput): Promise<string> {
    return (await this.#ask<{ id: string }>('POST', '/work-items', item)).id;
  }

  item(id: string): Promise<WorkItem> {
    return this.#ask('GET', `/work-items/${id}`);
  }

  /** A sign of life; the first registers it. */
  beat(observed: 'consuming' | 'draining' | 'stopped' = 'consuming'): Promise<WorkerOrders> {
    this.#observed = observed;
    const types = this.#types.map((type) => ({ type, concurrency: 4, observed }));
    return this.#ask('PUT', `/workers/${this.id}`, { name: this.#name, types, holding: [...this.#claims.keys()] });
  }

  /** Goes on giving signs of life, as what it was last: its claims count however long a test takes. */
  keepBeating(): AsyncDisposable {
    let last: Promise<unknown> = Promise.resolve();
    const timer = setInterval(() => {
      last = this.beat(this.#observed);
    }, 3_000);
    return {
      async [Symbol.asyncDispose]() {
        clearInterval(timer);
        await last;
      },
    };
  }

  async claim(id: string): Promise<Claimed> {
    const { claimed } = await this.#patch<{ claimed: Claimed }>(id, { status: 'processing', worker: this.id });
    this.#claims.set(id, claimed.claim);
    return claimed;
  }

  async progress(id: string, progress: WorkProgress): Promise<void> {
    await this.#patch(id, { status: 'processing', claim: this.#claims.get(id), progress });
  }

  async complete(id: string, result: Record<string, unknown>): Promise<void> {
    await this.#patch(id, { status: 'completed', claim: this.#claims.get(id), result });
    this.#claims.delete(id);
  }

  async fail(id: string, failure: WorkFailure): Promise<void> {
    await this.#patch(id, { status: 'failed', claim: this.#claims.get(id), failure });
    this.#claims.delete(id);
  }

  /** Submits an item that fails for good at its first try. */
  async submitFailed(item: WorkItemInput, failure: WorkFailure): Promise<string> {
    const id = await this.submit({ ...item, maxTries: 1 });
    await this.claim(id);
    await this.fail(id, failure);
    return id;
  }

  #patch<Answer>(id: string, body: unknown): Promise<Answer> {
    return this.#ask('PATCH', `/work-items/${id}`, body);
  }

  async #ask<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await fetch(`${this.#url}/api/v1${path}`, {
      method,
      headers: {
        ...showing(this.#ownerKey),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(method === 'POST' ? { 'idempotency-key': newId() } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text) as Answer;
  }
}
