import type { Receipt, TaskView } from '@longshore/schemas';

/** A decision about where a task runs, as one chooses among them. */
export interface Decision {
  /** In the address: the number of the try that it placed, or `last` while it placed none. */
  name: string;
  words: string;
  receipt: Receipt;
}

/** What was decided about a task, the newest first: the last decision also when it placed nothing, then each try’s. */
export function decisionsOf({ attempts, receipt }: Pick<TaskView, 'attempts' | 'receipt'>): Decision[] {
  const tries = attempts
    .flatMap((attempt): Decision[] =>
      attempt.receipt === null
        ? []
        : [
            {
              name: String(attempt.attempt),
              words: `Try ${attempt.attempt}, on ${attempt.agentId}`,
              receipt: attempt.receipt,
            },
          ],
    )
    .toReversed();
  const [newest] = tries;
  if (receipt === null || newest?.receipt.decidedAt === receipt.decidedAt) return tries;
  // Of a try whose own receipt is not kept any more it may be the only one.
  return [{ name: 'last', words: 'The last decision', receipt }, ...tries];
}
