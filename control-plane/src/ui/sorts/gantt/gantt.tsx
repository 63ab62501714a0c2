'use client';
import type { SortReport } from '@longshore/schemas';
import { formatDuration } from '@longshore/schemas/words';
import { useElementSize } from '@mantine/hooks';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { BarTip } from './bar-tip.tsx';
import classes from './gantt.module.css';
import { barName, GanttBarButton } from './gantt-bar.tsx';
import { barBeside, type GanttTimes, layGantt, timeMarks } from './gantt-layout.ts';
import { StepKey } from './step-key.tsx';

/** More lanes than this scroll. */
const MOST_LANES = 16;
/** A mark of the axis needs so much room. */
const MARK_PX = 90;

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
        data-many={layout.lanes.length > MOST_LANES || undefined}
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
                <GanttBarButton
                  key={bar.try.id}
                  bar={bar}
                  left={shareOf(bar.fromMs)}
                  wide={shareOf(bar.toMs) - shareOf(bar.fromMs)}
                  widthPx={width}
                  isEntry={bar.try.id === entry}
                  name={barName(lane, bar)}
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
