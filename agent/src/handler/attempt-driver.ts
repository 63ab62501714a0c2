import type { Logger } from 'pino';
import type { AttemptStepKind, Conditions } from '../decide/attempt-view.ts';
import { nextStep } from '../decide/next-step.ts';
import { EngineError } from '../engine/engine-error.ts';
import { executeStep } from '../steps/execute-step.ts';
import type { StepContext } from '../steps/step-context.ts';
import type { Attempt } from './attempt.ts';

export interface AttemptDriverOptions {
  context: StepContext;
  log: Logger;
  conditions: () => Conditions;
  /** Told after each step, and once more when there is nothing left to do for now. */
  onSettled: (attempt: Attempt) => void;
  /** The engine gave no answer. */
  onEngineTrouble: (error: EngineError) => void;
  onStep?: (step: AttemptStepKind, milliseconds: number, outcome: string) => void;
}

/** No attempt needs so many steps in a row; one that goes round in circles is slowed down. */
const stepsAtOnceMax = 50;

/**
 * Carries one attempt forward: decides the next step, executes it, and again, until there is nothing to do. One step
 * at a time for an attempt; attempts do not wait for each other.
 */
export class AttemptDriver {
  readonly #attempt: Attempt;
  readonly #options: AttemptDriverOptions;
  #running = false;
  #wanted = false;
  #stopped = false;
  #failures = 0;
  #callOff: (() => void) | null = null;

  constructor(attempt: Attempt, options: AttemptDriverOptions) {
    this.#attempt = attempt;
    this.#options = options;
  }

  /** Whether a step is under way. */
  get busy(): boolean {
    return this.#running;
  }

  /** Something changed: decide again. Returns at once. */
  wake(): void {
    this.#wanted = true;
    if (this.#running || this.#stopped) return;
    this.#running = true;
    this.#callOff?.();
    this.#callOff = null;
    // A later turn of the loop, so that whoever wakes is never called back in the middle of its own work.
    queueMicrotask(() => this.#start());
  }

  /** Takes no further step. One that is under way ends, or fails, by itself. */
  stop(): void {
    this.#stopped = true;
    this.#callOff?.();
    this.#attempt.follower?.stop();
    this.#attempt.leavePull?.();
  }

  #start(): void {
    this.#run()
      .catch((error: unknown) => {
        this.#options.log.error({ err: error, ...this.#attempt.identity }, 'deciding a step failed');
        this.#later(5_000);
      })
      .finally(() => {
        this.#running = false;
        this.#options.onSettled(this.#attempt);
        if (this.#wanted && !this.#stopped) this.wake();
      });
  }

  async #run(): Promise<void> {
    const { context, conditions } = this.#options;
    for (let steps = 0; !this.#stopped; steps += 1) {
      if (steps === stepsAtOnceMax) return this.#later(1_000);
      this.#wanted = false;
      const step = nextStep(this.#attempt, conditions());
      if (step.kind === 'wait') {
        if (step.untilMs !== null) this.#later(step.untilMs - context.clock.monotonicMs());
        return;
      }
      const began = context.clock.monotonicMs();
      try {
        await executeStep(this.#attempt, step, context);
        this.#failures = 0;
        this.#options.onStep?.(step.kind, context.clock.monotonicMs() - began, 'ok');
      } catch (error) {
        this.#stepFailed(step.kind, error, context.clock.monotonicMs() - began);
        return;
      }
      this.#options.onSettled(this.#attempt);
    }
  }

  /** No answer is no failure of the attempt: ask what is true now, and decide again. */
  #stepFailed(step: AttemptStepKind, error: unknown, milliseconds: number): void {
    const { log, onEngineTrouble, onStep } = this.#options;
    this.#attempt.container = 'unknown';
    this.#failures += 1;
    if (!(error instanceof EngineError)) {
      log.error({ err: error, step, ...this.#attempt.identity }, 'a step failed unexpectedly; it will be tried again');
    } else if (error.code === 'ENGINE_UNREACHABLE') {
      log.warn(
        { step, ...this.#attempt.identity, error: error.message },
        'the engine gave no answer; the step will be decided again',
      );
      onEngineTrouble(error);
    }
    onStep?.(step, milliseconds, error instanceof EngineError ? error.code : 'FAULT');
    this.#later(Math.min(10_000, 100 * 2 ** Math.min(this.#failures, 7)));
  }

  #later(delayMs: number): void {
    this.#callOff?.();
    this.#callOff = this.#options.context.clock.after(delayMs, () => this.wake());
  }
}
