import { type JobSpec, storedJobSpecSchema } from '@longshore/schemas';

/**
 * A job's spec as the database holds it; fields that came with a later version get their defaults. One that today's
 * rules would refuse was accepted under those of its time, and is taken as it is: a job is never stuck for that.
 */
export function storedSpec(stored: unknown): JobSpec {
  const parsed = storedJobSpecSchema.safeParse(stored);
  return parsed.success ? parsed.data : (stored as JobSpec);
}

/** Keeps the specs of jobs that are looked at again and again; a spec never changes after submission. */
export class SpecCache {
  readonly #limit: number;
  readonly #specs = new Map<string, JobSpec>();

  /** @param limit - most specs that are kept */
  constructor(limit: number) {
    this.#limit = limit;
  }

  get(jobId: string): JobSpec | undefined {
    return this.#specs.get(jobId);
  }

  /** Keeps a spec, and forgets the one that was kept first where there are too many. */
  add(jobId: string, stored: unknown): JobSpec {
    const spec = storedSpec(stored);
    const oldest = this.#specs.keys().next().value;
    if (this.#specs.size >= this.#limit && oldest !== undefined) this.#specs.delete(oldest);
    this.#specs.set(jobId, spec);
    return spec;
  }
}
