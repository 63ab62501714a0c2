'use client';
import { ActionIcon, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconKeyboard } from '@tabler/icons-react';
import { KeysHint } from './keys.tsx';
import { useShortcut } from './shortcut-keys.tsx';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';

/** Shows the shortcuts, by a click or by `?`. */
export function ShortcutsButton() {
  const [opened, { open, close }] = useDisclosure(false);
  useShortcut('help', open);
  return (
    <>
      <Tooltip label={<KeysHint words="Keyboard shortcuts" keys="?" />} position="right">
        <ActionIcon aria-label="Keyboard shortcuts" onClick={open}>
          <IconKeyboard size={18} stroke={1.7} />
        </ActionIcon>
      </Tooltip>
      <ShortcutsDialog opened={opened} onClose={close} />
    </>
  );
}
