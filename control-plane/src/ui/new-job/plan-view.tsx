import type { Plan } from '@longshore/schemas';
import { plural } from '@longshore/schemas/words';
import { IconCircleCheck, IconCircleX, IconClockPause } from '@tabler/icons-react';
import { Note } from '../parts/note.tsx';
import { Panel } from '../parts/panel.tsx';
import { ReceiptPicture } from '../receipt/receipt-picture.tsx';
import classes from './new-job.module.css';

/** Where the job would run, were it submitted now. */
export function PlanView({ plan, outdated }: { plan: Plan; outdated: boolean }) {
  const placed = plan.receipts.filter(({ winner }) => winner !== null).length;
  const shown = plan.receipts.find(({ winner }) => winner === null) ?? plan.receipts[0];
  return (
    <Panel title="Plan" aside={outdated ? 'Made before your last change' : `Task ${shown?.taskIndex ?? 0}`}>
      <div className={classes.stack}>
        {plan.fits ? (
          <Note tone="well" icon={<IconCircleCheck size={18} />} title="Fits now">
            {plan.perHost === undefined
              ? `${plural(plan.spec.parallelism, 'task')} would start at once.`
              : `A task would start at once on each of ${plural(plan.perHost.matching, 'matching agent')}.`}
          </Note>
        ) : plan.possible ? (
          <Note tone="look" icon={<IconClockPause size={18} />} title="Would wait">
            {plan.perHost === undefined
              ? `${placed} of ${plural(plan.receipts.length, 'task')}`
              : `${plan.perHost.fitting} of ${plural(plan.perHost.matching, 'matching agent')}`}{' '}
            would start at once; the rest when there is room.
          </Note>
        ) : (
          <Note tone="badly" icon={<IconCircleX size={18} />} title="Fits no agent">
            No registered agent could ever hold it: ask for less, or add an agent.
          </Note>
        )}
        {shown === undefined ? null : <ReceiptPicture receipt={shown} />}
      </div>
    </Panel>
  );
}
