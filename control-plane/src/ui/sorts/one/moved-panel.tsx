import type { SortReport } from '@longshore/schemas';
import { formatBytes } from '@longshore/schemas/words';
import { Panel } from '../../parts/panel.tsx';
import classes from './sort-page.module.css';

/** What the sort moved over the exchange and through disks. */
export function MovedPanel({ report }: { report: SortReport }) {
  const { exchange, bytes } = report;
  return (
    <Panel title="Moved">
      <dl className={classes.figures}>
        <div>
          <dt>Input</dt>
          <dd>{bytes === null ? '–' : formatBytes(bytes)}</dd>
        </div>
        <div>
          <dt>Written to the exchange</dt>
          <dd>{formatBytes(exchange.bytes)}</dd>
        </div>
        <div>
          <dt>Read and written for each byte of the input</dt>
          <dd>{exchange.perByte === null ? '–' : exchange.perByte.toFixed(2)}</dd>
        </div>
        <div>
          <dt>Spilled to disks of sorters</dt>
          <dd>{exchange.bytesSpilled === 0 ? 'nothing' : formatBytes(exchange.bytesSpilled)}</dd>
        </div>
      </dl>
    </Panel>
  );
}
