import { IconZoomCancel } from '@tabler/icons-react';
import { Button } from './button/button.tsx';
import { Empty } from './empty.tsx';

export interface NothingFitsProps {
  /** What there is none of: `job`, `entry`. */
  noun: string;
  /** The filter in words. */
  filter: string;
  onClear: () => void;
}

/** Stands in a list whose filter leaves nothing, and leads out of it. */
export function NothingFits({ noun, filter, onClear }: NothingFitsProps) {
  return (
    <Empty
      icon={<IconZoomCancel size={22} />}
      title={`No ${noun} fits the filter`}
      action={
        <Button variant="default" onClick={onClear}>
          Clear the filter
        </Button>
      }
    >
      Nothing is {filter}.
    </Empty>
  );
}
