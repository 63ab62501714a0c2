import type { ApiClient } from '../api/api-client.ts';
import { ProblemError } from '../api/problem-to-error.ts';
import { getTopic } from '../api/topics.ts';

/** A topic name that is not taken: the one given, else with `-2`, `-3` and so on after it. */
export async function freshTopic(api: ApiClient, name: string): Promise<string> {
  for (let run = 1; ; run += 1) {
    const candidate = run === 1 ? name : `${name}-${run}`;
    if (!(await exists(api, candidate))) return candidate;
  }
}

async function exists(api: ApiClient, name: string): Promise<boolean> {
  try {
    await getTopic(api, name);
    return true;
  } catch (error) {
    if (error instanceof ProblemError && error.status === 404) return false;
    throw error;
  }
}
