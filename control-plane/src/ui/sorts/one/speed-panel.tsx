'use client';
import type { SortDetail } from '@longshore/schemas';
import { formatCount, formatDuration, plural } from '@longshore/schemas/words';
import Link from 'next/link';
import { Button } from '../../parts/button/button.tsx';
import { May } from '../../parts/may.tsx';
import { Panel } from '../../parts/panel.tsx';
import { formatTimes } from '../sort-words.ts';
import { pacesOf } from './find-rivals.ts';
import classes from './sort-page.module.css';
import { useRivals } from './use-rivals.ts';

/** How fast it was against one sorter, and against others of the same elements. */
export function SpeedPanel({ sort, onRunWith }: { sort: SortDetail; onRunWith: (workers: number) => void }) {
  const rivals = useRivals(sort);
  if (sort.state !== 'SUCCEEDED') {
    return (
      <Panel title="Speed">
        <p className={classes.quiet}>
          When it is sorted: elements a second, and how many times as fast as one sorter, once one has sorted the same.
        </p>
      </Panel>
    );
  }
  const paces = pacesOf(sort, rivals ?? []);
  const slowest = paces.reduce((most, { tookMs }) => Math.max(most, tookMs), 1);
  const mine = paces.find(({ isThis }) => isThis);
  const perSecond = mine === undefined ? null : ((sort.count ?? 0) / Math.max(1, mine.tookMs)) * 1_000;
  return (
    <Panel
      title="Speed"
      aside={
        perSecond === null
          ? undefined
          : `${plural(Math.round(perSecond), 'element')} a second, start of containers included`
      }
    >
      <table className={classes.paces}>
        <thead>
          <tr>
            <th scope="col">Sorters</th>
            <th scope="col">Took</th>
            <th scope="col">Speed-up</th>
          </tr>
        </thead>
        <tbody>
          {paces.map(({ id, name, workers, tookMs, speedUp, isThis }) => (
            <tr key={id} data-this={isThis || undefined}>
              <td>
                {isThis ? (
                  <span>{formatCount(workers)}, this one</span>
                ) : (
                  <Link href={`/sorts/${id}`} className={classes.link} title={name}>
                    {formatCount(workers)}
                  </Link>
                )}
              </td>
              <td>
                <span className={classes.pace}>
                  <i style={{ width: `${(tookMs / slowest) * 100}%` }} />
                </span>
                {formatDuration(tookMs)}
              </td>
              <td>{speedUp === null ? '–' : formatTimes(speedUp)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rivals === undefined || paces.some(({ workers }) => workers === 1) ? null : (
        <div className={classes.hint}>
          <span>Nobody has sorted the same elements with one sorter yet: that is what a speed-up is told against.</span>
          <May permission="sorts:write">
            <Button size="xs" variant="default" onClick={() => onRunWith(1)}>
              Run it with 1
            </Button>
          </May>
        </div>
      )}
    </Panel>
  );
}
