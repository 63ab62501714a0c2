'use client';
import { ActionIcon, Tooltip } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';

/** Copies a value; says so for a moment. */
export function CopyIcon({ value, what, size = 'sm' }: { value: string; what: string; size?: 'xs' | 'sm' | 'md' }) {
  const clipboard = useClipboard({ timeout: 1_500 });
  return (
    <Tooltip label={clipboard.copied ? 'Copied' : `Copy ${what}`}>
      <ActionIcon size={size} aria-label={`Copy ${what}`} data-compact onClick={() => clipboard.copy(value)}>
        {clipboard.copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
      </ActionIcon>
    </Tooltip>
  );
}
