import type { SortReport } from '@longshore/schemas';
import { formatCount, plural } from '@longshore/schemas/words';
import { IconAlertTriangle, IconCircleCheckFilled } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Panel } from '../../parts/panel.tsx';
import classes from './sort-page.module.css';

/** Why the result is right: nothing lost, nothing made up, everything in order. */
export function ProofPanel({ report }: { report: SortReport }) {
  const { proof } = report;
  if (proof === null) {
    return (
      <Panel title="Proof">
        <p className={classes.quiet}>
          When it is sorted: that no element was lost or made up, by their number and by a hash that any order gives,
          and that each comes after the one before it.
        </p>
      </Panel>
    );
  }
  const sameCount = report.count === null || report.count === proof.count;
  return (
    <Panel title="Proof" aside={proof.equal && proof.inOrder && sameCount ? 'holds' : 'does not hold'}>
      <ul className={classes.proof}>
        <Point holds={sameCount} title="Count">
          {report.count === null ? '' : `${formatCount(report.count)} in, `}
          {formatCount(proof.count)} out
        </Point>
        <Point holds={proof.inOrder} title="Order">
          each of {plural(proof.count, 'element')} was compared with the one before it, also where parts meet
        </Point>
        <Point holds={proof.equal} title="The same elements">
          the hash over all elements, in whatever order
          <span className={classes.hashes}>
            <span>
              in <code>{proof.inputHash}</code>
            </span>
            <span>
              out <code>{proof.resultHash}</code>
            </span>
          </span>
        </Point>
      </ul>
    </Panel>
  );
}

function Point({ holds, title, children }: { holds: boolean; title: string; children: ReactNode }) {
  return (
    <li className={classes.point} data-tone={holds ? 'well' : 'badly'}>
      <span className={classes.mark}>
        {holds ? <IconCircleCheckFilled size={18} aria-hidden /> : <IconAlertTriangle size={18} aria-hidden />}
      </span>
      <div>
        <strong>
          {title}
          {holds ? '' : ': not so'}
        </strong>
        <span className={classes.said}>{children}</span>
      </div>
    </li>
  );
}
