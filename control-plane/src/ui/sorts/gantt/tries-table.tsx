import { SORT_TRY_STATES, type SortReport } from '@longshore/schemas';
import { formatDuration } from '@longshore/schemas/words';
import rows from '../rows.module.css';
import { tryName } from './step-words.ts';

/** The same in rows, for whoever would rather read. */
export function TriesTable({ report }: { report: Pick<SortReport, 'tries'> }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard
    <section className={rows.table} tabIndex={0} aria-label="Tries of the sorters">
      <table>
        <thead>
          <tr>
            <th scope="col">Sorter</th>
            <th scope="col">Work</th>
            <th scope="col">State</th>
            <th scope="col">Took</th>
          </tr>
        </thead>
        <tbody>
          {report.tries.map((one) => (
            <tr key={one.id}>
              <td>{one.worker}</td>
              <td>{tryName(one)}</td>
              <td>{SORT_TRY_STATES[one.state].word}</td>
              <td>
                {one.endedAt === null ? '–' : formatDuration(Date.parse(one.endedAt) - Date.parse(one.startedAt))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
