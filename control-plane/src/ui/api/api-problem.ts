import type { Problem } from '@longshore/schemas';

/** What the control plane answers to whoever is not signed in. */
export const NOT_SIGNED_IN = 'not_signed_in';

/** What it answers to who is, but may not. */
export const NOT_PERMITTED = 'not_permitted';

/** A request that did not succeed, in words that a page can show: what, and what to do. */
export class ApiProblem extends Error {
  readonly problem: Problem;

  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.detail, options);
    this.name = 'ApiProblem';
    this.problem = problem;
  }
}

/** The problem inside an error, or words for one that is none. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ApiProblem) return error.problem;
  return {
    type: 'about:blank',
    title: 'The page failed',
    status: 0,
    detail: error instanceof Error ? error.message : String(error),
    code: 'page_failed',
    advice: 'Reload the page.',
  };
}
