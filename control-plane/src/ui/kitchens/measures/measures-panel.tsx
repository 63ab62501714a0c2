'use client';
import type { KitchenMeasures } from '@longshore/schemas';
import { formatCount, formatDuration, formatShare, plural } from '@longshore/schemas/words';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'next/navigation';
import { type ReactNode, useState } from 'react';
import { kitchenMeasuresQuery } from '../../api/kitchen-queries.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Segments } from '../../parts/segments.tsx';
import { formatHourMinute } from '../../time/exact-time.ts';
import { LoadByKitchen } from './load-by-kitchen.tsx';
import { MeasureChart } from './measure-chart.tsx';
import classes from './measures.module.css';
import { type Series, seriesOf } from './series.ts';
import { RANGE_NAMES, RANGES, rangeOf } from './time-range.ts';
import { uptimeWords } from './uptime-words.ts';

/** How the kitchens do over a time that one chooses: figures of the whole of it, and lines over it. */
export function MeasuresPanel() {
  const range = rangeOf(useSearchParams().get('range'));
  const { spanMs, pieces } = RANGES[range];
  const { data, error, refetch } = useQuery(kitchenMeasuresQuery(spanMs, pieces));
  const [cursor, setCursor] = useState<number | null>(null);
  const choose = (next: string) => {
    const params = new URLSearchParams(location.search);
    params.set('range', next);
    history.replaceState(null, '', `?${params}`);
  };
  return (
    <section className={classes.measures} aria-label="Measures">
      <div className={classes.head}>
        <h2>{cursor === null ? `The last ${RANGES[range].words}` : timeOf(data, cursor)}</h2>
        <Segments
          small
          label="How far back"
          value={range}
          onChange={choose}
          options={RANGE_NAMES.map((value) => ({ value, words: RANGES[value].words }))}
        />
      </div>
      {error === null ? null : <ProblemNote error={error} retry={() => void refetch()} />}
      <Cards data={data} pieceMs={spanMs / pieces} cursor={cursor} onCursor={setCursor} />
    </section>
  );
}

function timeOf(data: KitchenMeasures | undefined, index: number): string {
  const at = data?.pieces[index]?.at;
  return at === undefined ? '\u00a0' : `At ${formatHourMinute(at)}:${at.slice(17, 19)}`;
}

const NONE = '–';
const rate = (value: number) => formatCount(Math.round(value));
const orNone = (value: number | null | undefined, format: (value: number) => string) =>
  value === null || value === undefined ? NONE : format(value);
/** Three figures: 0.987 and 1 are not the same balance. */
const index = (value: number) => value.toFixed(3);

interface CardsProps {
  data: KitchenMeasures | undefined;
  pieceMs: number;
  cursor: number | null;
  onCursor: (index: number | null) => void;
}

function Cards({ data, pieceMs, cursor, onCursor }: CardsProps) {
  const whole = data?.whole;
  const series = seriesOf(data?.pieces ?? [], pieceMs);
  const shared = { cursor, onCursor };
  const at = (of: Series | undefined) => (cursor === null ? null : (of?.values[cursor] ?? null));
  const [ready, received] = series.throughput;
  const [mean, p95, p99] = series.response;
  const shown = <Value,>(now: Value | null, overall: Value | null | undefined) => (cursor === null ? overall : now);
  const responses = whole?.responseMs;
  const throughput = orNone(shown(at(ready), whole?.readyPerMinute), rate);
  const meanWords = orNone(shown(at(mean), responses?.mean), formatDuration);
  const busy = cursor === null ? (series.load[0]?.values.at(-1) ?? null) : at(series.load[0]);
  const waiting = cursor === null ? (series.waiting[0]?.values.at(-1) ?? null) : at(series.waiting[0]);
  const migration = whole?.migration;
  return (
    <div className={classes.cards}>
      <Card title="Throughput" figure={throughput} unit="ready a minute">
        <MeasureChart
          {...shared}
          label={`Orders made ready: ${throughput} a minute`}
          series={series.throughput}
          format={rate}
        />
        <Keys>
          <Key of="ready">ready</Key>
          <Key of="received">{`came in${cursor === null ? '' : ` ${orNone(at(received), rate)}`}`}</Key>
        </Keys>
      </Card>
      <Card title="Response" figure={meanWords} unit="mean, to ready">
        <MeasureChart
          {...shared}
          label={`Time from order to ready: mean ${meanWords}, p95 ${orNone(responses?.p95, formatDuration)}, p99 ${orNone(responses?.p99, formatDuration)}`}
          series={series.response}
          format={formatDuration}
        />
        <Keys>
          <Key of="p95">{`p95 ${orNone(shown(at(p95), responses?.p95), formatDuration)}`}</Key>
          <Key of="p99">{`p99 ${orNone(shown(at(p99), responses?.p99), formatDuration)}`}</Key>
        </Keys>
      </Card>
      <Card title="Cooks at work" figure={orNone(busy, formatShare)} unit="of all cooks">
        <MeasureChart
          {...shared}
          label={`Share of cooks at work: ${orNone(busy, formatShare)} now`}
          series={series.load}
          top={1}
          format={formatShare}
        />
        <Keys>
          <span>
            balance index {orNone(whole?.balanceIndex, index)}
            <span className="ls-hidden">, Jain’s: 1 when every kitchen’s cooks are at work as much as another’s</span>
          </span>
        </Keys>
      </Card>
      <Card title="Waiting" figure={orNone(waiting, formatCount)} unit="before the kitchens">
        <MeasureChart
          {...shared}
          label={`Orders that wait before the kitchens: ${orNone(waiting, formatCount)} now`}
          series={series.waiting}
          format={rate}
        />
        <Keys>
          <span>
            waited {orNone(whole?.waitMs?.mean, formatDuration)} on average, p99{' '}
            {orNone(whole?.waitMs?.p99, formatDuration)}
          </span>
        </Keys>
      </Card>
      <div className={classes.figures}>
        <Figure
          title="Migration efficiency"
          figure={orNone(migration?.efficiency, formatShare)}
          words={
            migration === undefined || migration.asked === 0
              ? 'no order was asked back'
              : `${plural(migration.asked, 'order')} asked back, ${formatCount(migration.sooner)} begun sooner elsewhere, ${formatCount(migration.tooLate)} too late`
          }
        />
        <Figure
          title="Uptime"
          figure={orNone(whole?.uptime, uptimeWords)}
          words="of all kitchens that should be open"
        />
        <Figure
          title="Taken back"
          figure={orNone(whole?.takenBack, formatCount)}
          words={`from lost kitchens; ${plural(whole?.wastedDishes ?? 0, 'dish', 'dishes')} cooked for nothing; ${formatCount(whole?.failed ?? 0)} failed of ${plural(whole?.received ?? 0, 'order')}`}
        />
        <LoadByKitchen />
      </div>
    </div>
  );
}

function Card({ title, figure, unit, children }: { title: string; figure: string; unit: string; children: ReactNode }) {
  return (
    <section className={classes.card} aria-label={title}>
      <h3>{title}</h3>
      <p className={classes.figure}>
        <strong>{figure}</strong> {unit}
      </p>
      {children}
    </section>
  );
}

function Figure({ title, figure, words }: { title: string; figure: string; words: string }) {
  return (
    <section className={classes.card} aria-label={title}>
      <h3>{title}</h3>
      <p className={classes.figure}>
        <strong>{figure}</strong>
      </p>
      <p className={classes.words}>{words}</p>
    </section>
  );
}

function Keys({ children }: { children: ReactNode }) {
  return <p className={classes.keys}>{children}</p>;
}

function Key({ of, children }: { of: string; children: string }) {
  return (
    <span className={classes.key} data-of={of}>
      {children}
    </span>
  );
}
