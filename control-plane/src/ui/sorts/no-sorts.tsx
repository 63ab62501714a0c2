import { IconArrowsSort, IconZoomCancel } from '@tabler/icons-react';
import { Button } from '../parts/button/button.tsx';
import { Empty } from '../parts/empty.tsx';
import { FIRST_SORT_COMMAND } from './first-sort-command.ts';
import { NewSortButton } from './new-sort-button.tsx';

/** @param onShowAll - null: the list is not narrowed, and there is no sort at all */
export function NoSorts({ onShowAll }: { onShowAll: (() => void) | null }) {
  if (onShowAll === null) {
    return (
      <Empty
        icon={<IconArrowsSort size={22} />}
        title="No sorts yet"
        command={FIRST_SORT_COMMAND}
        action={<NewSortButton />}
      >
        Every sort will stand here, the newest first: what was sorted, with how many sorters, and how long it took.
      </Empty>
    );
  }
  return (
    <Empty
      icon={<IconZoomCancel size={22} />}
      title="No sort is in such a state"
      action={
        <Button variant="default" onClick={onShowAll}>
          Show all
        </Button>
      }
    >
      Sorts in other states are not shown.
    </Empty>
  );
}
