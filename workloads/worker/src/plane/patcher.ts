import { jsonBytes, type PatchOutcome, type WorkItemPatchWithId } from '@longshore/schemas';
import { waited } from '../waited.ts';
import { type ControlPlane, UnavailableError } from './control-plane.ts';

const ITEMS_MAX = 200;
/** Below what the control plane takes in one request. */
const BYTES_MAX = 900_000;

const FIRST_BACKOFF_MS = 100;
const LAST_BACKOFF_MS = 5_000;

interface Waiting {
  patch: WorkItemPatchWithId;
  bytes: number;
  resolve: (outcome: PatchOutcome) => void;
  reject: (error: unknown) => void;
}

export interface PatcherOptions {
  plane: Pick<ControlPlane, 'patch'>;
  /** How many requests are under way at once. */
  requests: number;
  /** Aborted when nothing is waited for any more. */
  stop: AbortSignal;
  /** Told when the control plane cannot be had, and with null when it can again. */
  onTrouble: (error: Error | null) => void;
}

/**
 * Sends patches in sets: those that come while requests are under way go together in the next one. So a quick control
 * plane is asked at once, and a busy one seldom. While it cannot be had, patches wait; they are lost with the process alone.
 */
export class Patcher {
  readonly #options: PatcherOptions;
  readonly #waiting: Waiting[] = [];
  #underWay = 0;
  #troubled = false;

  constructor(options: PatcherOptions) {
    this.#options = options;
  }

  /** Resolves with a definite answer. @throws RefusedError, or what it was stopped with */
  patch(patch: WorkItemPatchWithId): Promise<PatchOutcome> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ patch, bytes: jsonBytes(patch), resolve, reject });
      // Not before what else comes in this turn of the loop has come.
      queueMicrotask(() => this.#begin());
    });
  }

  #begin(): void {
    while (this.#underWay < this.#options.requests && this.#waiting.length > 0) {
      const set = this.#nextSet();
      this.#underWay += 1;
      void this.#send(set).finally(() => {
        this.#underWay -= 1;
        this.#begin();
      });
    }
  }

  /** The first that wait; each item once, as one request takes it. */
  #nextSet(): Waiting[] {
    const set: Waiting[] = [];
    const ids = new Set<string>();
    let bytes = 0;
    for (let index = 0; index < this.#waiting.length && set.length < ITEMS_MAX; ) {
      const next = this.#waiting[index];
      if (next === undefined) break;
      if (ids.has(next.patch.id)) {
        index += 1;
        continue;
      }
      if (set.length > 0 && bytes + next.bytes > BYTES_MAX) break;
      this.#waiting.splice(index, 1);
      set.push(next);
      ids.add(next.patch.id);
      bytes += next.bytes;
    }
    return set;
  }

  async #send(set: readonly Waiting[]): Promise<void> {
    try {
      const outcomes = new Map((await this.#answered(set)).map((outcome) => [outcome.id, outcome]));
      for (const { patch, resolve, reject } of set) {
        const outcome = outcomes.get(patch.id);
        if (outcome === undefined) reject(new Error(`nothing was answered about ${patch.id}`));
        else resolve(outcome);
      }
    } catch (error) {
      for (const { reject } of set) reject(error);
    }
  }

  async #answered(set: readonly Waiting[]): Promise<PatchOutcome[]> {
    const { plane, stop, onTrouble } = this.#options;
    for (let backoffMs = FIRST_BACKOFF_MS; ; backoffMs = Math.min(2 * backoffMs, LAST_BACKOFF_MS)) {
      stop.throwIfAborted();
      try {
        const outcomes = await plane.patch(set.map(({ patch }) => patch));
        if (this.#troubled) onTrouble(null);
        this.#troubled = false;
        return outcomes;
      } catch (error) {
        if (!(error instanceof UnavailableError)) throw error;
        this.#troubled = true;
        onTrouble(error);
        await waited(backoffMs * (0.5 + Math.random() / 2), stop);
      }
    }
  }
}
