import { formatCount } from '@longshore/schemas/words';
import { Button } from '../../parts/button/button.tsx';
import { SHOWN_AT_FIRST } from './group-events.ts';
import classes from './timeline.module.css';

/** Where a long timeline is folded: how many entries are not shown, and what shows some of them. */
export function TimelineFold({ hidden, onMore }: { hidden: number; onMore: () => void }) {
  return (
    <li className={classes.fold}>
      <Button variant="default" size="xs" onClick={onMore}>
        {`Show ${formatCount(Math.min(hidden, SHOWN_AT_FIRST))} more of ${formatCount(hidden)} entries between`}
      </Button>
    </li>
  );
}
