'use client';
import { formatDuration } from '@longshore/schemas/words';
import { useEffect } from 'react';
import { useLive } from '../live/use-live.ts';
import { hint } from '../parts/hint/hint.ts';
import { useNow } from '../time/use-now.ts';
import classes from './connection-state.module.css';

/** Whether what the page shows is fresh, and since when not. */
export function ConnectionState() {
  const { state, lastHeardAt, clockOffsetMs } = useLive();
  const now = useNow();
  const quietFor = lastHeardAt === null ? null : Math.max(0, now - clockOffsetMs - lastHeardAt);

  // Figures anywhere on the page look stale by this mark, without each asking (global.css).
  useEffect(() => {
    document.documentElement.dataset.live = state;
  }, [state]);

  return (
    <>
      <span className={classes.state} data-state={state} data-tone={TONES[state]} {...hint(EXPLAINED[state])}>
        <span className={classes.dot} aria-hidden />
        <span className={classes.word}>{WORDS[state]}</span>
        {/* In no live region: who comes to it reads it, on a phone too, where less of it is seen. */}
        <span className={classes.heard}>{quietFor === null ? null : <Heard quietFor={quietFor} />}</span>
      </span>
      {/* Says only the changes: seconds would chatter. */}
      <span role="status" className={classes.spoken}>
        {state === 'quiet' ? 'Connection lost, reconnecting' : ''}
      </span>
    </>
  );
}

/** `heard 4 s ago`; on a phone `4 s ago`. */
function Heard({ quietFor }: { quietFor: number }) {
  return (
    <>
      <span className={classes.spare}>heard </span>
      {quietFor < 1_500 ? 'just now' : `${ago(quietFor)} ago`}
    </>
  );
}

function ago(ms: number): string {
  return formatDuration(Math.max(1_000, Math.floor(ms / 1_000) * 1_000)).replace('.0', '');
}

const WORDS = { connecting: 'Connecting', live: 'Live', quiet: 'Reconnecting' } as const;
const TONES = { connecting: 'waiting', live: 'well', quiet: 'look' } as const;
const EXPLAINED = {
  connecting: 'Waiting for the first word from the control plane.',
  live: 'The page changes by itself as things happen.',
  quiet: 'The event stream is interrupted: what you see may be old. The page tries again by itself.',
} as const;
