import { SORT_TRY_STATES } from '@longshore/schemas';
import { formatDuration } from '@longshore/schemas/words';
import classes from './gantt.module.css';
import type { GanttBar, GanttLane } from './gantt-layout.ts';
import { tryName } from './step-words.ts';

/** A bar of at least this width has words in it. */
const WORDS_PX = 64;

export interface GanttBarButtonProps {
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
}

/** A try as a bar that can be pointed at and gone to. What one reads in it is a part of its name, in the same words. */
export function GanttBarButton({
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
}: GanttBarButtonProps) {
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
          {step === 'sort' ? part : `${part}, share ${share + 1}`}
          {state === 'accepted' || state === 'open' ? '' : `, ${SORT_TRY_STATES[state].word.toLowerCase()}`}
        </span>
      )}
    </button>
  );
}

/** What a bar is, for a screen reader. */
export function barName(lane: GanttLane, bar: GanttBar): string {
  const took = formatDuration(bar.toMs - bar.fromMs);
  const state = SORT_TRY_STATES[bar.try.state].word.toLowerCase();
  return `Sorter ${lane.worker}: ${tryName(bar.try)}, ${state}, ${bar.guessed ? 'about ' : ''}${took}`;
}
