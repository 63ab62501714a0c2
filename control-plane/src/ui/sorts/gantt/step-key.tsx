import { SORT_TRY_STATES } from '@longshore/schemas';
import classes from './gantt.module.css';
import { STEP_WORDS } from './step-words.ts';

/** What the colours of bars mean. */
export function StepKey() {
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
