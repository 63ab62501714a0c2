'use client';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import classes from './copy-icon.module.css';
import { hint } from './hint/hint.ts';

/** Copies a value; says so for a moment. */
export function CopyIcon({ value, what, size = 'sm' }: { value: string; what: string; size?: 'xs' | 'sm' | 'md' }) {
  const clipboard = useClipboard({ timeout: 1_500 });
  return (
    <button
      type="button"
      className={classes.copy}
      data-size={size}
      data-compact
      aria-label={`Copy ${what}`}
      onClick={() => clipboard.copy(value)}
      {...hint(clipboard.copied ? 'Copied' : `Copy ${what}`)}
    >
      {clipboard.copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
    </button>
  );
}
