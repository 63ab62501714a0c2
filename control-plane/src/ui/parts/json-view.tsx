'use client';
import { useMemo } from 'react';
import { type CodePiece, CodeView } from './code-view.tsx';

const TOKEN = /("(?:\\.|[^"\\])*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|\b(true|false|null)\b/g;

function pieces(text: string): CodePiece[] {
  const found: CodePiece[] = [];
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
  return <CodeView text={text} pieces={parts} label={label} />;
}
