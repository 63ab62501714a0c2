import type { Apply, Observed } from '@longshore/schemas';
import type { Attempt } from './attempt.ts';
import { newAttempt } from './attempt.ts';
import type { AttemptDriver } from './attempt-driver.ts';
import { GenerationMemory } from './generation-memory.ts';

interface Row {
  attempt: Attempt;
  driver: AttemptDriver;
}

/** Every attempt that this agent has to do with, each with what drives it, and the generations of those it had. */
export class AttemptTable {
  readonly #rows = new Map<string, Row>();
  readonly #drive: (attempt: Attempt) => AttemptDriver;
  readonly generations = new GenerationMemory();

  constructor(drive: (attempt: Attempt) => AttemptDriver) {
    this.#drive = drive;
  }

  get(attemptId: string): Attempt | undefined {
    return this.#rows.get(attemptId)?.attempt;
  }

  driverOf(attemptId: string): AttemptDriver | undefined {
    return this.#rows.get(attemptId)?.driver;
  }

  get attempts(): Attempt[] {
    return [...this.#rows.values()].map((row) => row.attempt);
  }

  /** The highest generation known of an attempt; null when it was never heard of. */
  generationOf(attemptId: string): number | null {
    return this.get(attemptId)?.generation ?? this.generations.generationOf(attemptId);
  }

  wasRemoved(attemptId: string): boolean {
    return this.generations.wasRemoved(attemptId);
  }

  /** Takes in what is wanted now of an attempt, known or new. */
  want(apply: Apply, lastObserved: Observed): Attempt {
    const known = this.get(apply.attemptId);
    const attempt = known ?? newAttempt(apply, lastObserved);
    if (known === undefined) this.#rows.set(apply.attemptId, { attempt, driver: this.#drive(attempt) });
    else if (apply.desired !== 'UNKNOWN') {
      known.apply = apply;
      known.spec = apply.container;
      known.desired = apply.desired;
      known.generation = apply.generation;
    }
    this.generations.raise(apply.attemptId, apply.generation);
    return attempt;
  }

  /** Nobody wants anything of it any more: its container, if there is one, is an orphan. */
  drop(attemptId: string): void {
    this.#rows.get(attemptId)?.driver.stop();
    this.#rows.delete(attemptId);
  }

  wake(attemptId: string): void {
    this.#rows.get(attemptId)?.driver.wake();
  }

  wakeAll(): void {
    for (const { driver } of this.#rows.values()) driver.wake();
  }

  /** The engine cannot be reached: what runs now may be taken down with it. */
  markEngineAway(): void {
    for (const { attempt } of this.#rows.values()) if (attempt.runningReported) attempt.engineWasAway = true;
  }

  stopAll(): void {
    for (const { driver } of this.#rows.values()) driver.stop();
  }
}
