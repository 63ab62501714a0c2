import type { PageSubject } from '../database/channels.ts';

/** Notices within so many milliseconds of the first become one. */
const GATHER_MS = 40;
/**
 * While more and more changes, it is told at most so often: pages look no oftener themselves (`gatherHints`), and where a
 * thousand of them listen, each event is a thousand packets.
 */
const PACE_MS = 250;

export interface NoticeGatherer {
  note(subject: PageSubject): void;
  stop(): void;
}

/**
 * Passes on what changed: soon where nothing did for a while, and together with what comes after it where much does.
 *
 * @param pass - gets each subject once
 */
export function gatherNotices(pass: (subjects: PageSubject[]) => void): NoticeGatherer {
  const changed = new Set<PageSubject>();
  let passedAtMs = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;
  const passOn = (): void => {
    timer = undefined;
    passedAtMs = performance.now();
    const subjects = [...changed];
    changed.clear();
    pass(subjects);
  };
  return {
    note(subject) {
      changed.add(subject);
      timer ??= setTimeout(passOn, Math.max(GATHER_MS, passedAtMs + PACE_MS - performance.now()));
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
      changed.clear();
    },
  };
}
