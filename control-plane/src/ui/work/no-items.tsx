import { IconInbox } from '@tabler/icons-react';
import { Empty } from '../parts/empty.tsx';
import { FIRST_WORK_COMMAND } from './first-work-command.ts';
import { NewItemButton } from './new-item-button.tsx';

/** No item was ever submitted, or all are forgotten. */
export function NoItems() {
  return (
    <Empty icon={<IconInbox size={22} />} title="No items yet" command={FIRST_WORK_COMMAND} action={<NewItemButton />}>
      A work item is a small thing to do: a digest, a file to look at, rows to count, a block for a chain. It waits in
      the queue of its type until a worker takes it; the fleet starts workers as items come.
    </Empty>
  );
}
