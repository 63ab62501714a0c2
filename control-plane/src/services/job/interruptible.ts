import { createContext, Script } from 'node:vm';

const CALL = new Script('call()');

/**
 * Runs calls that a user's words lead to, and ends what takes too long: JavaScript is interrupted where it is, so that
 * nobody else's request waits.
 *
 * @param budgetMs for all calls together
 * @returns a function that runs one call, and throws when the budget is used up
 */
export function interruptible(budgetMs: number): <Result>(call: () => Result) => Result {
  const context = createContext(Object.create(null) as Record<string, unknown>);
  const endsAtMs = performance.now() + budgetMs;
  return (call) => {
    const timeout = Math.ceil(endsAtMs - performance.now());
    if (timeout <= 0) throw new Error('not tried, since what stands before it took too long');
    context.call = call;
    try {
      return CALL.runInContext(context, { timeout });
    } catch (error) {
      if ((error as { code?: unknown }).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
      throw new Error('it takes too long to generate');
    }
  };
}
