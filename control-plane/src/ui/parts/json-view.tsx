'use client';
import { useMemo } from 'react';
import { CopyIcon } from './copy-icon.tsx';
import classes from './json-view.module.css';

/** What a piece of JSON text is, for its colour. */
type Piece = { text: string; kind: 'key' | 'string' | 'number' | 'word' | 'plain' };

const TOKEN = /("(?:\\.|[^"\\])*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|\b(true|false|null)\b/g;

function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(TOKEN)) {
    if (match.index > from) found.push({ text: text.slice(from, match.index), kind: 'plain' });
    const [whole, quoted, colon, number] = match;
    if (quoted !== undefined) {
      found.push({ text: quoted, kind: colon === undefined ? 'string' : 'key' });
      if (colon !== undefined) found.push({ text: colon, kind: 'plain' });
    } else found.push({ text: whole, kind: number === undefined ? 'word' : 'number' });
    from = match.index + whole.length;
  }
  found.push({ text: text.slice(from), kind: 'plain' });
  return found;
}

/** JSON in colours, with copy. */
export function JsonView({ value, label }: { value: unknown; label: string }) {
  const text = useMemo(() => JSON.stringify(value, null, 2), [value]);
  const parts = useMemo(() => pieces(text), [text]);
  return (
    <div className={classes.box}>
      <div className={classes.copy}>
        <CopyIcon value={text} what={label} size="md" />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard */}
      <section className={classes.scroll} tabIndex={0} aria-label={label}>
        <pre className={classes.text}>
          {parts.map((piece, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text have no identity but their place
            <span key={index} data-kind={piece.kind}>
              {piece.text}
            </span>
          ))}
        </pre>
      </section>
    </div>
  );
}
