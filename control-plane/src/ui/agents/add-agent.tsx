'use client';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { Button } from '../parts/button/button.tsx';
import { lateDialog } from '../parts/late-dialog.tsx';
import { useWhenSettled } from '../parts/use-when-settled.ts';

// For whoever asks.
const AddAgentDialog = lateDialog(async () => (await import('./add-agent-dialog.tsx')).AddAgentDialog);

/** Says how to have an agent on another host. */
export function AddAgent() {
  const [opened, { open, close }] = useDisclosure(false);
  useWhenSettled(AddAgentDialog.fetchAhead);
  return (
    <>
      <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
        Add an agent
      </Button>
      <AddAgentDialog opened={opened} onClose={close} />
    </>
  );
}
