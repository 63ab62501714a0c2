'use client';
import { useOs } from '@mantine/hooks';
import { Fragment } from 'react';
import { capitalised } from '../words/sentence.ts';
import { KeyCap } from './key-cap.tsx';
import classes from './keys.module.css';

export interface KeysProps {
  /** As the registry has them: `g j`, `mod+k`. */
  keys: string;
  /** The word between keys that are typed one after another is only spoken. */
  brief?: boolean;
}

/** The keys of a shortcut as they stand on the keyboard. */
export function Keys({ keys, brief = false }: KeysProps) {
  const mac = useOs() === 'macos';
  return (
    <span className={classes.keys}>
      {keys.split(' ').map((key, index) => (
        <Fragment key={key}>
          {index === 0 ? null : brief ? (
            <span className="ls-hidden">then</span>
          ) : (
            <span className={classes.then}>then</span>
          )}
          {key.split('+').map((part) => (
            <KeyCap key={part}>
              {part === 'mod' ? (mac ? '⌘' : 'Ctrl') : part === key ? part : capitalised(part)}
            </KeyCap>
          ))}
        </Fragment>
      ))}
    </span>
  );
}
