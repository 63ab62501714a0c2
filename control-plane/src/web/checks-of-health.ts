import { type Answer, answer, json } from '../http/answer.ts';
import { problemOfError } from '../http/problem-answer.ts';
import type { WebRuntime } from '../http/web-runtime.ts';

/** What those ask who watch over the process, without signing in. */
export const CHECKS_OF_HEALTH: Readonly<Record<string, (runtime: WebRuntime) => Promise<Answer>>> = {
  /** The process lives. */
  '/healthz': async () => json({ status: 'ok' }),

  /** The program can do its work: its database answers and has its tables. */
  '/readyz': async ({ database }) => {
    try {
      await database.pool.query('SELECT epoch FROM leadership');
      return json({ status: 'ready' });
    } catch (error) {
      return json({ status: 'not ready', trouble: problemOfError(error).detail }, { status: 503 });
    }
  },

  /** Prometheus text. */
  '/metrics': async ({ metrics }) =>
    answer(await metrics.text(), {
      headers: { 'content-type': metrics.registry.contentType, 'cache-control': 'no-store' },
    }),
};
