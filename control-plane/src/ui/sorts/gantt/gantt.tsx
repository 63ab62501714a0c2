'use client';
import { SORT_TRY_STATES, type SortReport } from '@longshore/schemas';
import { formatDuration, plural } from '@longshore/schemas/words';
import { useElementSize } from '@mantine/hooks';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { BarTip } from './bar-tip.tsx';
import classes from './gantt.module.css';
import { barBeside, type GanttBar, type GanttLane, type GanttTimes, layGantt, timeMarks } from './gantt-layout.ts';
import { STEP_WORDS, tryName } from './step-words.ts';

/** A mark of the axis needs so much room. */
const MARK_PX = 90;
/** A bar of at least this width has words in it. */
const WORDS_PX = 64;

export interface GanttProps {
  report: Pick<SortReport, 'tries' | 'workers'>;
  times: GanttTimes;
}

/** Who did what when: a lane for each sorter. One bar takes the focus, and arrows lead from bar to bar. */
export function Gantt({ report, times }: GanttProps) {
  const layout = useMemo(() => layGantt(report, times), [report, times]);
  const { ref, width } = useElementSize();
  const bars = useRef(new Map<string, HTMLButtonElement>());
  const [focused, setFocused] = useState<string | null>(null);
  const [pointed, setPointed] = useState<string | null>(null);
  const spanMs = layout.toMs - layout.fromMs;
  const shareOf = (ms: number) => ((ms - layout.fromMs) / spanMs) * 100;
  const marks = timeMarks(spanMs, Math.max(2, Math.floor(width / MARK_PX)));
  const all = layout.lanes.flatMap((lane) => lane.bars);
  const entry = all.some(({ try: { id } }) => id === focused) ? focused : (all[0]?.try.id ?? null);
  const shown = all.find(({ try: { id } }) => id === pointed);

  const move = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Escape') return setPointed(null);
    if (entry === null) return;
    const next = barBeside(layout.lanes, entry, event.key);
    if (next === null) return;
    event.preventDefault();
    bars.current.get(next.try.id)?.focus();
  };

  return (
    <div className={classes.gantt}>
      <StepKey />
      {/* biome-ignore lint/a11y/useSemanticElements: bars that arrows lead between, not fields of a form */}
      <div
        className={classes.lanes}
        role="group"
        aria-label="Tries of the sorters; arrows lead from one to the next"
        onKeyDown={move}
      >
        {layout.lanes.map((lane) => (
          <div key={lane.worker} className={classes.lane}>
            <div className={classes.who}>
              <span>Sorter {lane.worker}</span>
              <span className={classes.where}>{lane.agentId ?? 'not begun'}</span>
            </div>
            <div
              className={classes.bars}
              style={{ height: lane.rows * 24 + 4 }}
              ref={lane === layout.lanes[0] ? ref : null}
            >
              {marks.map((mark) => (
                <i key={mark} className={classes.line} style={{ left: `${(mark / spanMs) * 100}%` }} />
              ))}
              {lane.bars.map((bar) => (
                <Bar
                  key={bar.try.id}
                  bar={bar}
                  left={shareOf(bar.fromMs)}
                  wide={shareOf(bar.toMs) - shareOf(bar.fromMs)}
                  widthPx={width}
                  isEntry={bar.try.id === entry}
                  name={nameOf(lane, bar)}
                  register={(button) => {
                    if (button === null) bars.current.delete(bar.try.id);
                    else bars.current.set(bar.try.id, button);
                  }}
                  onFocus={() => {
                    setFocused(bar.try.id);
                    setPointed(bar.try.id);
                  }}
                  onPoint={() => setPointed(bar.try.id)}
                  onLeave={() => setPointed(null)}
                />
              ))}
            </div>
          </div>
        ))}
        <div className={classes.axis} aria-hidden>
          {marks.map((mark) => (
            <span
              key={mark}
              style={{ left: `${(mark / spanMs) * 100}%` }}
              data-last={mark / spanMs > 0.94 || undefined}
            >
              {mark === 0 ? '0' : formatDuration(mark)}
            </span>
          ))}
        </div>
      </div>
      <BarTip bar={shown} startedAtMs={layout.fromMs} />
    </div>
  );
}

function Bar({
  bar,
  left,
  wide,
  widthPx,
  isEntry,
  name,
  register,
  onFocus,
  onPoint,
  onLeave,
}: {
  bar: GanttBar;
  left: number;
  wide: number;
  widthPx: number;
  isEntry: boolean;
  name: string;
  register: (button: HTMLButtonElement | null) => void;
  onFocus: () => void;
  onPoint: () => void;
  onLeave: () => void;
}) {
  const { step, state, part, share } = bar.try;
  return (
    <button
      ref={register}
      type="button"
      data-compact
      className={classes.bar}
      data-step={step}
      data-state={state}
      data-guessed={bar.guessed || undefined}
      tabIndex={isEntry ? 0 : -1}
      aria-label={name}
      style={{ left: `${left}%`, width: `max(4px, ${wide}%)`, top: bar.row * 24 + 3 }}
      onFocus={onFocus}
      onBlur={onLeave}
      onPointerEnter={onPoint}
      onPointerLeave={onLeave}
      onClick={onPoint}
    >
      {(wide / 100) * widthPx < WORDS_PX ? null : (
        <span className={classes.words}>
          {step === 'sort' ? part : `${part} · ${share + 1}`}
          {state === 'accepted' || state === 'open' ? '' : ` · ${SORT_TRY_STATES[state].word.toLowerCase()}`}
        </span>
      )}
    </button>
  );
}

function nameOf(lane: GanttLane, bar: GanttBar): string {
  const took = formatDuration(bar.toMs - bar.fromMs);
  const state = SORT_TRY_STATES[bar.try.state].word.toLowerCase();
  return `Sorter ${lane.worker}: ${tryName(bar.try)}, ${state}, ${bar.guessed ? 'about ' : ''}${took}`;
}

/** What the colours of bars mean. */
function StepKey() {
  return (
    <ul className={classes.key} aria-label="What the bars are">
      {(['sample', 'part', 'sort'] as const).map((step) => (
        <li key={step} title={STEP_WORDS[step].means}>
          <i className={classes.swatch} data-step={step} aria-hidden /> {STEP_WORDS[step].word}
        </li>
      ))}
      <li title="It has not ended yet">
        <i className={classes.swatch} data-step="sort" data-state="open" aria-hidden /> {SORT_TRY_STATES.open.word}
      </li>
      <li title="Another try had done the same before: the first result counts">
        <i className={classes.swatch} data-state="late" aria-hidden /> {SORT_TRY_STATES.late.word}
      </li>
      <li title="Its sorter was replaced, and another try did it">
        <i className={classes.swatch} data-state="abandoned" aria-hidden /> {SORT_TRY_STATES.abandoned.word}
      </li>
    </ul>
  );
}

/** The same in rows, for whoever would rather read. */
export function TriesTable({ report }: Pick<GanttProps, 'report'>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard
    <section className={classes.table} tabIndex={0} aria-label="Tries of the sorters">
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

/** `7 tries, 1 lost, 1 came late` */
export function triesWords(tries: SortReport['tries']): string {
  const inState = (...states: string[]) => tries.filter(({ state }) => states.includes(state)).length;
  const lost = inState('abandoned', 'failed');
  const late = inState('late');
  return [
    plural(tries.length, 'try', 'tries'),
    ...(lost > 0 ? [`${lost} lost`] : []),
    ...(late > 0 ? [`${late} came late`] : []),
  ].join(', ');
}
