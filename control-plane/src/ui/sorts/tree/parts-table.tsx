import { SORT_PART_STATES, type SortPart } from '@longshore/schemas';
import { formatBytes, formatCount } from '@longshore/schemas/words';
import rows from '../rows.module.css';

/** The same in rows, for whoever would rather read. */
export function PartsTable({ parts }: { parts: readonly SortPart[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard
    <section className={rows.table} tabIndex={0} aria-label="Parts of the order">
      <table>
        <thead>
          <tr>
            <th scope="col">Part</th>
            <th scope="col">State</th>
            <th scope="col" data-numeric>
              Elements
            </th>
            <th scope="col" data-numeric>
              Size
            </th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <tr key={part.id}>
              <td style={{ paddingLeft: part.depth * 16 }}>{part.depth === 0 ? 'The whole' : part.id}</td>
              <td>{SORT_PART_STATES[part.state].word}</td>
              <td data-numeric>{part.count === null ? '–' : formatCount(part.count)}</td>
              <td data-numeric>{part.bytes === null ? '–' : formatBytes(part.bytes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
