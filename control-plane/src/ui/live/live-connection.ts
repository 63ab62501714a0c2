import { EVENT_SUBJECTS, type EventSubject } from '@longshore/schemas';
import { readEvent } from './read-event.ts';
import { type Hideable, restWhileHidden } from './rest-while-hidden.ts';

/** `connecting`: not heard yet; `live`: hints arrive; `quiet`: nothing for too long, what is shown may be old. */
export type LiveState = 'connecting' | 'live' | 'quiet';

export interface LiveSnapshot {
  state: LiveState;
  /** By this browser's clock, milliseconds; null before the first word. */
  lastHeardAt: number | null;
  /** What to add to this browser's clock to have the control plane's. */
  clockOffsetMs: number;
}

export type LiveSubject = EventSubject;

/** The server beats every ten seconds; after this long without a word, figures are no longer called fresh. */
const QUIET_AFTER_MS = 15_000;
const RETRY_FIRST_MS = 1_000;
const RETRY_MOST_MS = 10_000;

const listeners = new Set<() => void>();
let snapshot: LiveSnapshot = { state: 'connecting', lastHeardAt: null, clockOffsetMs: 0 };

function change(next: Partial<LiveSnapshot>): void {
  snapshot = { ...snapshot, ...next };
  for (const listener of listeners) listener();
}

/** For `useSyncExternalStore`. */
export const liveStore = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  read: (): LiveSnapshot => snapshot,
};

/** Notes that an ordinary request was answered. */
export function heardFromControlPlane(): void {
  if (snapshot.lastHeardAt === null || Date.now() - snapshot.lastHeardAt > 500) change({ lastHeardAt: Date.now() });
}

/**
 * Listens to the event stream until told to stop; connects again, later each time, when it breaks or falls quiet, and
 * rests while the page is hidden.
 *
 * @param onHint - called with what may have changed; with `null` after a reconnection, when anything may have
 * @param onBreak - called when it broke; the browser does not say why, and it may be that nobody is signed in any more
 * @returns stops listening
 */
export function listenToEvents(
  onHint: (subjects: readonly LiveSubject[] | null) => void,
  onBreak: () => void,
  page: Hideable = document,
): () => void {
  let source: EventSource | null = null;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let retryMs = RETRY_FIRST_MS;
  let lastId: string | null = null;
  // Of the stream alone: answers to what the page asks say nothing of hints, which may be stuck somewhere in between.
  let streamHeardAt = 0;

  const take = (message: MessageEvent<string>) => {
    const event = readEvent(message.data);
    if (event === null) return;
    retryMs = RETRY_FIRST_MS;
    const now = Date.now();
    streamHeardAt = now;
    change({ state: 'live', lastHeardAt: now, clockOffsetMs: Date.parse(event.at) - now });
    const isFirst = lastId === null;
    lastId = message.lastEventId;
    const { subjects } = event;
    // A greeting tells what changed while nothing was heard; what the page has at its first one is fresh.
    if (subjects.length === 0 || isFirst) return;
    // Where all subjects may have changed, so may everything else.
    onHint(subjects.length === EVENT_SUBJECTS.length ? null : subjects);
  };

  const connect = () => {
    source?.close();
    const since = lastId === null ? '' : `?lastEventId=${encodeURIComponent(lastId)}`;
    source = new EventSource(`/api/v1/events${since}`);
    // One that is never greeted is as quiet as one that falls so.
    streamHeardAt = Date.now();
    for (const type of ['message', 'hello', 'changed', 'beat']) source.addEventListener(type, take);
    source.addEventListener('error', () => {
      reconnectLater();
      onBreak();
    });
  };

  const close = () => {
    source?.close();
    source = null;
    // What is not listened to is never called fresh.
    if (snapshot.state !== 'connecting') change({ state: 'quiet' });
    clearTimeout(retryTimer);
  };

  const reconnectLater = () => {
    close();
    retryTimer = setTimeout(connect, retryMs);
    retryMs = Math.min(RETRY_MOST_MS, retryMs * 2);
  };

  const watchdog = setInterval(() => {
    if (source !== null && Date.now() - streamHeardAt > QUIET_AFTER_MS) reconnectLater();
  }, 1_000);

  const wake = () => {
    retryMs = RETRY_FIRST_MS;
    connect();
  };
  const stopResting = restWhileHidden(page, { rest: close, wake });
  return () => {
    stopResting();
    close();
    clearInterval(watchdog);
  };
}
