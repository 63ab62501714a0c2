'use client';
import { CopyIcon } from './copy-icon.tsx';
import classes from './json-view.module.css';

/** A piece of a text, by what it is, for its colour. */
export type CodePiece = { text: string; kind: 'key' | 'string' | 'number' | 'word' | 'plain' };

export interface CodeViewProps {
  text: string;
  pieces: readonly CodePiece[];
  label: string;
  /** Long lines go on in the next: of a command, which is one. */
  wraps?: boolean;
}

/** Text for machines in colours, with copy. */
export function CodeView({ text, pieces, label, wraps = false }: CodeViewProps) {
  return (
    <div className={classes.box}>
      <div className={classes.copy}>
        <CopyIcon value={text} what={label} size="md" />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard */}
      <section className={classes.scroll} tabIndex={0} aria-label={label}>
        <pre className={classes.text} data-wraps={wraps || undefined}>
          {pieces.map((piece, index) => (
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
