import type { Span } from './terminal-text.ts';

/** A part of a line that looks the same throughout, and is all of a match or of none. */
export interface LinePart {
  span: Span;
  text: string;
  marked: boolean;
}

/** Cuts spans where matches begin and end. */
export function cutAtMatches(spans: readonly Span[], places: readonly [from: number, to: number][]): LinePart[] {
  const parts: LinePart[] = [];
  let start = 0;
  let next = 0;
  for (const span of spans) {
    const end = start + span.text.length;
    let at = start;
    while (at < end) {
      const [from, to] = places[next] ?? [end, end];
      const marked = from <= at;
      const until = Math.min(end, marked ? to : from);
      if (until > at) parts.push({ span, text: span.text.slice(at - start, until - start), marked });
      at = until;
      if (to <= at) next += 1;
    }
    start = end;
  }
  return parts;
}
