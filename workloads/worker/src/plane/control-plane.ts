import {
  CLAIM_HEADER,
  type PatchOutcome,
  type Problem,
  type WorkerBeat,
  type WorkerOrders,
  type WorkItemPatchWithId,
} from '@longshore/schemas';

/** Longest wait for one answer. */
const DEADLINE_MS = 15_000;

/** The control plane refuses for good: nothing that is tried again goes better. */
export class RefusedError extends Error {
  override name = 'RefusedError';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** The control plane cannot be had now, or has enough to do. */
export class UnavailableError extends Error {
  override name = 'UnavailableError';
}

const TRY_AGAIN = new Set([408, 425, 429]);

/** What a worker asks of the control plane. */
export interface ControlPlane {
  /** @throws RefusedError, UnavailableError */
  beat(beat: WorkerBeat): Promise<WorkerOrders>;
  /** @throws RefusedError, UnavailableError */
  patch(items: readonly WorkItemPatchWithId[]): Promise<PatchOutcome[]>;
  /** Where the input of an item is read by whoever shows its claim. */
  inputOf(id: string, claim: string): { url: string; headers: Record<string, string> };
}

async function problemOf(response: Response): Promise<string> {
  const text = await response.text();
  try {
    const problem = JSON.parse(text) as Partial<Problem>;
    return `${problem.detail ?? text.slice(0, 200)} ${problem.advice ?? ''}`.trim();
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return text.slice(0, 200);
  }
}

/** Speaks to the control plane over HTTP. */
export function createControlPlane(options: { url: string; key: string; workerId: string }): ControlPlane {
  const base = `${options.url.replace(/\/$/, '')}/api/v1`;
  const authorization = { authorization: `Bearer ${options.key}` };

  const ask = async <Answer>(method: string, path: string, body: unknown): Promise<Answer> => {
    let response: Response;
    try {
      response = await fetch(`${base}${path}`, {
        method,
        headers: { ...authorization, 'content-type': 'application/json' },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(DEADLINE_MS),
      });
      if (response.ok) return (await response.json()) as Answer;
    } catch (error) {
      const cause = (error as Error).cause;
      const words = cause instanceof Error ? cause.message : (error as Error).message;
      throw new UnavailableError(`the control plane at ${options.url} does not answer: ${words}`, { cause: error });
    }
    const words = `${response.status}: ${await problemOf(response)}`;
    if (response.status >= 500 || TRY_AGAIN.has(response.status)) throw new UnavailableError(words);
    throw new RefusedError(response.status, words);
  };

  return {
    beat: (beat) => ask<WorkerOrders>('PUT', `/workers/${options.workerId}`, beat),
    patch: async (items) => (await ask<{ items: PatchOutcome[] }>('PATCH', '/work-items', { items })).items,
    inputOf: (id, claim) => ({
      url: `${base}/work-items/${id}/input`,
      headers: { ...authorization, [CLAIM_HEADER]: claim },
    }),
  };
}
