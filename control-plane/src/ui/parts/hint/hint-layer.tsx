'use client';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { Keys } from '../../shortcuts/keys.tsx';
import classes from './hint-layer.module.css';
import { placeHint } from './place-hint.ts';
import { type ShownHint, watchHints } from './watch-hints.ts';

/** Shows, for the whole page, what elements say on hover and on focus (hint.ts). */
export function HintLayer() {
  const [shown, setShown] = useState<ShownHint | null>(null);
  useEffect(() => watchHints(setShown), []);
  return shown === null ? null : <Bubble {...shown} />;
}

function Bubble({ anchor, words, keys, side }: ShownHint) {
  const id = useId();
  const bubble = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other words and keys take other room
  useLayoutEffect(() => {
    if (bubble.current === null) return;
    const { style, offsetWidth: width, offsetHeight: height } = bubble.current;
    const { clientWidth, clientHeight } = document.documentElement;
    const within = { width: clientWidth, height: clientHeight };
    const { left, top } = placeHint(anchor.getBoundingClientRect(), { width, height }, within, side);
    style.left = `${left}px`;
    style.top = `${top}px`;
  }, [anchor, words, keys, side]);
  useEffect(() => {
    const before = anchor.getAttribute('aria-describedby');
    anchor.setAttribute('aria-describedby', before === null ? id : `${before} ${id}`);
    return () => {
      if (before === null) anchor.removeAttribute('aria-describedby');
      else anchor.setAttribute('aria-describedby', before);
    };
  }, [anchor, id]);
  return (
    <div ref={bubble} id={id} role="tooltip" className={classes.bubble}>
      {words}
      {keys === null ? null : <Keys keys={keys} brief />}
    </div>
  );
}
