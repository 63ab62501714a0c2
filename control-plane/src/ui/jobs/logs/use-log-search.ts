'use client';
import { useDebouncedValue } from '@mantine/hooks';
import { useMemo, useRef, useState } from 'react';
import type { LogReader } from './log-reader.ts';
import { lineMatcher, parseSearch } from './log-search-words.ts';
import { isAtStart, type LogWindow } from './log-window.ts';
import { placeOf, type Sieve, type Sifted, sift } from './sift.ts';

/** Rows of one reading while older lines are looked through. */
const SEARCH_ROWS = 5_000;
const SEARCH_AFTER_MS = 80;

export interface LogSearchState {
  text: string;
  setText: (text: string) => void;
  onlyMatching: boolean;
  setOnlyMatching: (only: boolean) => void;
  stream: Sieve['stream'];
  setStream: (stream: Sieve['stream']) => void;
  sifted: Sifted;
  /** The match that somebody stepped to, by its ordinal. */
  current: number | null;
  /** Older lines, which are not in memory, are being looked through. */
  lookingBack: boolean;
  /** Hides no line, and leaves the match that somebody stepped to. */
  showAll: () => void;
  /** To the next match, or to the one before: also in lines that are not in memory yet. */
  step: (direction: 1 | -1) => void;
  /** Looks through older lines until there is another match. */
  lookBack: () => void;
  stopLooking: () => void;
}

export interface SearchPlace {
  reader: LogReader;
  window: LogWindow;
  /** Ordinal of the first row on the screen: where stepping begins. */
  firstSeen: () => number;
  onFailure: (error: unknown) => void;
}

/** What somebody looks for in a log, what is found, and which of it they look at. */
export function useLogSearch({ reader, window, firstSeen, onFailure }: SearchPlace): LogSearchState {
  const [text, setText] = useState('');
  const [onlyMatching, setOnlyMatching] = useState(false);
  const [stream, setStream] = useState<Sieve['stream']>('both');
  const [current, setCurrent] = useState<number | null>(null);
  const [lookingBack, setLookingBack] = useState(false);
  const looking = useRef<AbortController | null>(null);
  const [last] = useState<{ sifted: Sifted | null }>({ sifted: null });
  // Typing goes first: a search of all lines waits for a moment's rest.
  const [typed] = useDebouncedValue(text, SEARCH_AFTER_MS);
  const matcher = useMemo(() => lineMatcher(parseSearch(typed)), [typed]);
  const sieve = useMemo<Sieve>(() => ({ stream, matcher, onlyMatching }), [stream, matcher, onlyMatching]);
  const sifted = useMemo(() => {
    last.sifted = sift(window, sieve, last.sifted);
    return last.sifted;
  }, [window, sieve, last]);

  const stopLooking = () => looking.current?.abort();
  const lookBack = async () => {
    stopLooking();
    const controller = new AbortController();
    looking.current = controller;
    const { signal } = controller;
    setLookingBack(true);
    try {
      const found = await lookFurtherBack(reader, sieve, signal);
      if (found !== null && !signal.aborted) setCurrent(found);
    } catch (error) {
      onFailure(error);
    } finally {
      if (looking.current === controller) setLookingBack(false);
    }
  };

  return {
    text,
    setText: (next) => {
      stopLooking();
      setText(next);
      setCurrent(null);
    },
    onlyMatching,
    setOnlyMatching,
    stream,
    setStream,
    sifted,
    current,
    lookingBack,
    showAll: () => {
      setStream('both');
      setOnlyMatching(false);
      setCurrent(null);
    },
    step: (direction) => {
      // What was typed this moment is not looked for yet: a step would go by the words before.
      if (typed !== text || !matcher.active) return;
      const { matches } = sifted;
      const from = current ?? firstSeen();
      const next =
        direction === 1
          ? matches[placeOf(matches, current === null ? from : from + 1)]
          : matches[placeOf(matches, from) - 1];
      if (next !== undefined) setCurrent(next);
      else if (direction === -1 && !isAtStart(window)) void lookBack();
      // Round: from the last to the first, and from the first to the last.
      else setCurrent((direction === 1 ? matches[0] : matches.at(-1)) ?? null);
    },
    lookBack: () => void lookBack(),
    stopLooking,
  };
}

/** The last match before those in memory, once it is in memory too; null when there is none, or somebody stopped. */
async function lookFurtherBack(reader: LogReader, sieve: Sieve, signal: AbortSignal): Promise<number | null> {
  while (!signal.aborted) {
    const before = reader.snapshot().window.first;
    await reader.readOlder(SEARCH_ROWS);
    const { window } = reader.snapshot();
    if (window.first >= before) return null;
    const older = { ...window, rows: window.rows.slice(0, before - window.first) };
    const found = sift(older, sieve, null).matches.at(-1);
    if (found !== undefined) return found;
  }
  return null;
}
