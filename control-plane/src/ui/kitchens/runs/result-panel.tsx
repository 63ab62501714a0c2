import type { KitchenRun } from '@longshore/schemas';
import { formatCount, formatDuration } from '@longshore/schemas/words';
import { Panel } from '../../parts/panel.tsx';
import { measureWords } from './run-words.ts';
import classes from './runs.module.css';

/** What a run came to, in figures. */
export function ResultPanel({ result }: { result: NonNullable<KitchenRun['result']> }) {
  const figures: readonly [name: string, value: string, more: string][] = [
    [
      'Delivered',
      formatCount(result.delivered),
      `of ${formatCount(result.received)}, ${formatCount(result.failed)} failed`,
    ],
    ['Throughput', formatCount(Math.round(result.readyPerMinute)), 'ready a minute'],
    [
      'Response',
      formatDuration(result.responseMs.mean),
      `p95 ${formatDuration(result.responseMs.p95)}, p99 ${formatDuration(result.responseMs.p99)}`,
    ],
    [
      'Waited',
      formatDuration(result.waitMs.mean),
      `p95 ${formatDuration(result.waitMs.p95)}, p99 ${formatDuration(result.waitMs.p99)}`,
    ],
    ['Balance index', measureWords(result.balanceIndex, 'share'), 'Jain’s: 1 is even'],
    [
      'Migration efficiency',
      measureWords(result.migrationEfficiency, 'share'),
      result.migrationEfficiency === null ? 'no order was asked back' : 'begun sooner elsewhere',
    ],
    ['Taken back', formatCount(result.takenBack), 'from lost kitchens'],
    ['Cooked for nothing', formatCount(result.wastedDishes), 'another had the order by then'],
  ];
  return (
    <Panel title="What it came to">
      <dl className={classes.figures}>
        {figures.map(([name, value, more]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
            <dd>{more}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
