export interface HintLook {
  /** @default above, or below where there is no room */
  side?: 'right';
  /** The keys that do the same, as the registry of shortcuts has them. */
  keys?: string;
}

/** The attributes of an element that says something on hover and on focus (hint-layer.tsx). */
export interface HintProps {
  'data-hint'?: string;
  'data-hint-side'?: 'right';
  'data-hint-keys'?: string | undefined;
}

/**
 * What an element says on hover and on focus: `<time {...hint('1 March')}>`. One layer shows it for the whole page, so
 * that a row costs nothing for what is seldom looked at.
 *
 * @param words - undefined: nothing
 */
export function hint(words: string | undefined, { side, keys }: HintLook = {}): HintProps {
  if (words === undefined || words === '') return {};
  return {
    'data-hint': words,
    ...(side === undefined ? {} : { 'data-hint-side': side }),
    ...(keys === undefined ? {} : { 'data-hint-keys': keys }),
  };
}
