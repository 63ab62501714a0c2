import { formatCount, isPlain } from '@longshore/schemas/words';
import { cutAtMatches } from './line-parts.ts';
import colours from './log-colours.module.css';
import classes from './log-lines.module.css';
import type { LogRow } from './log-row.ts';
import type { LineMatcher } from './log-search-words.ts';
import { type Ink, type Span, terminalSpans } from './terminal-text.ts';

/** The text of a line: always as text, in its colours, with what is looked for marked. */
export function LineText({ row, matcher }: { row: LogRow; matcher: LineMatcher }) {
  const places = matcher.active ? matcher.places(row.readable) : [];
  const parts = places.length === 0 && isPlain(row.text) ? null : cutAtMatches(terminalSpans(row.text), places);
  return (
    <span className={classes.text} dir="ltr">
      {parts === null
        ? row.text
        : parts.map(({ span, text, marked }, index) => {
            const shown = marked ? <mark>{text}</mark> : text;
            const look = lookOf(span);
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text have no identity but their place
              <span key={index} {...look}>
                {shown}
              </span>
            );
          })}
      {row.cut === 0 ? null : (
        <span className={classes.cut}>
          {' '}
          … {formatCount(row.cut)} more characters, which the download holds
          {row.lost === 0 ? '' : `; ${formatCount(row.lost)} more were not kept`}
        </span>
      )}
    </span>
  );
}

function lookOf(span: Span): Record<string, unknown> {
  const { ink, ground } = span;
  const marks = (['bold', 'dim', 'italic', 'underline', 'strike', 'inverse'] as const).filter((mark) => span[mark]);
  if (ink === null && ground === null && marks.length === 0) return {};
  return {
    className: colours.span,
    'data-ink': kindOf(ink),
    'data-ground': kindOf(ground),
    'data-marks': marks.length === 0 ? undefined : marks.join(' '),
    style: { ...variableOf('ink', ink, ''), ...variableOf('ground', ground, '-ground') },
  };
}

/** The sixteen are named, so that each theme has its own; of others only the value is known. */
function kindOf(ink: Ink | null): 'named' | 'given' | undefined {
  if (ink === null) return undefined;
  return ink.startsWith('rgb') ? 'given' : 'named';
}

function variableOf(name: string, ink: Ink | null, suffix: string): Record<string, string> {
  const kind = kindOf(ink);
  if (kind === undefined) return {};
  return kind === 'given' ? { [`--given-${name}`]: `${ink}` } : { [`--${name}`]: `var(--log-${ink}${suffix})` };
}
