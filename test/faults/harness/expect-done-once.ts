import { expect } from 'vitest';
import type { ContainerHistory } from './container-history.ts';
import type { JobOutcome } from './job-outcome.ts';

/**
 * Every job succeeded at its first try, and that try had one container, which was started once: nothing was lost and
 * nothing done twice, whatever was killed meanwhile.
 */
export function expectDoneOnce(outcomes: readonly JobOutcome[], history: ContainerHistory): void {
  const seen = outcomes.map(({ id, state, attempts }) => ({
    id,
    state,
    attempts: attempts.map(({ id: attemptId, observed }) => ({
      observed,
      containers: history.containersOf(attemptId),
      starts: history.startsOf(attemptId),
    })),
  }));
  const right = { state: 'SUCCEEDED', attempts: [{ observed: 'SUCCEEDED', containers: 1, starts: 1 }] };
  expect(seen).toEqual(outcomes.map(({ id }) => ({ id, ...right })));
}
