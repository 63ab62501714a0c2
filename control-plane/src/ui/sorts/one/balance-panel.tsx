import type { SortReport } from '@longshore/schemas';
import { formatCount, plural } from '@longshore/schemas/words';
import { Panel } from '../../parts/panel.tsx';
import { balanceBars } from './balance.ts';
import classes from './balance-panel.module.css';

const MOST_BARS = 96;

/** How evenly the work was shared out: a bar for each part, a line at the mean, and how far the largest is above it. */
export function BalancePanel({ report }: { report: SortReport }) {
  const { balance } = report;
  if (balance === null) {
    return (
      <Panel title="Balance">
        <p className={classes.quiet}>How evenly the parts share the elements stands here once the input was parted.</p>
      </Panel>
    );
  }
  const bars = balanceBars(report, MOST_BARS);
  const most = Math.max(1, balance.maxCount) * 1.04;
  return (
    <Panel title="Balance" aside={<strong>{balance.maxOverMean.toFixed(3)} max / mean</strong>}>
      <div className={classes.balance}>
        <div
          className={classes.picture}
          role="img"
          aria-label={`${plural(balance.parts, 'part')}: the largest has ${formatCount(balance.maxCount)} elements, the mean is ${formatCount(Math.round(balance.meanCount))}`}
        >
          {bars.map(({ id, count, sorted }) => (
            <i
              key={id}
              className={classes.bar}
              data-sorted={sorted || undefined}
              style={{ height: `${(count / most) * 100}%` }}
              title={`${id}: ${plural(count, 'element')}`}
            />
          ))}
          <i className={classes.mean} style={{ bottom: `${(balance.meanCount / most) * 100}%` }} />
        </div>
        <div className={classes.words}>
          <span>{plural(balance.parts, 'part')}</span>
          <span>largest {formatCount(balance.maxCount)}</span>
          <span className={classes.key}>mean {formatCount(Math.round(balance.meanCount))}</span>
        </div>
      </div>
    </Panel>
  );
}
