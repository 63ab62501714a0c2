import type { LiveSubject } from './live-connection.ts';

/** Hints that follow one within this time lead to one look more, not to many. */
const GATHER_MS = 250;

/** What may have changed; `null`: anything. */
type Hint = readonly LiveSubject[] | null;

export interface HintGatherer {
  hint(subjects: Hint): void;
  stop(): void;
}

/**
 * Passes the first hint on at once, so that a change is seen as soon as can be, and what follows it together.
 *
 * @param pass - gets what may have changed
 */
export function gatherHints(pass: (subjects: ReadonlySet<LiveSubject> | null) => void): HintGatherer {
  let gathered: Set<LiveSubject> | null | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const passOn = () => {
    const due = gathered;
    gathered = undefined;
    timer = due === undefined ? undefined : setTimeout(passOn, GATHER_MS);
    if (due !== undefined) pass(due);
  };
  return {
    hint(subjects) {
      gathered = subjects === null || gathered === null ? null : new Set([...(gathered ?? []), ...subjects]);
      if (timer === undefined) passOn();
    },
    stop() {
      clearTimeout(timer);
      gathered = undefined;
    },
  };
}
