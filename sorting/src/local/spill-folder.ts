import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { SortError } from '../sort-error.ts';

/** A folder of its own within another, made when it is first needed and removed at the end. */
export class SpillFolder implements AsyncDisposable {
  readonly #parent: string;
  #path: Promise<string> | undefined;

  constructor(parent: string) {
    this.#parent = parent;
  }

  /** @throws SortError `spill_failed` when it cannot be made */
  path(): Promise<string> {
    this.#path ??= this.#make();
    return this.#path;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const [made] = await Promise.allSettled([this.#path]);
    if (made.status === 'fulfilled' && made.value !== undefined) await rm(made.value, { recursive: true });
  }

  async #make(): Promise<string> {
    try {
      return await mkdtemp(join(this.#parent, 'longshore-sort-'));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      const what = `no folder for spilling can be made in ${this.#parent} (${code}): give another`;
      throw new SortError('spill_failed', what, undefined, error);
    }
  }
}
