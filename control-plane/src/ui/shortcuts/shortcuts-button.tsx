'use client';
import { useDisclosure } from '@mantine/hooks';
import { IconKeyboard } from '@tabler/icons-react';
import { IconButton } from '../parts/button/icon-button.tsx';
import { hint } from '../parts/hint/hint.ts';
import { lateDialog } from '../parts/late-dialog.tsx';
import { useWhenSettled } from '../parts/use-when-settled.ts';
import { useShortcut } from './shortcut-keys.tsx';

// For whoever asks.
const ShortcutsDialog = lateDialog(async () => (await import('./shortcuts-dialog.tsx')).ShortcutsDialog);

/** Shows the shortcuts, by a click or by `?`. */
export function ShortcutsButton() {
  const [opened, { open, close }] = useDisclosure(false);
  useShortcut('help', open);
  useWhenSettled(ShortcutsDialog.fetchAhead);
  return (
    <>
      <IconButton
        aria-label="Keyboard shortcuts"
        onClick={open}
        {...hint('Keyboard shortcuts', { side: 'right', keys: '?' })}
      >
        <IconKeyboard size={18} stroke={1.7} />
      </IconButton>
      <ShortcutsDialog opened={opened} onClose={close} />
    </>
  );
}
