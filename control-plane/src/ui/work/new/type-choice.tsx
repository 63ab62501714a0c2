import { WORK_TYPE_MEANINGS, WORK_TYPES, type WorkType } from '@longshore/schemas';
import { VisuallyHidden } from '@mantine/core';
import { typeWord } from '../type-word.ts';
import classes from './new-item.module.css';

/** The types to choose from, each with what it is for. */
export function TypeChoice({ type, onChange }: { type: WorkType; onChange: (type: WorkType) => void }) {
  return (
    <fieldset className={classes.choice}>
      <VisuallyHidden component="legend">Type</VisuallyHidden>
      <div className={classes.types}>
        {WORK_TYPES.map((each) => (
          <label key={each} className={classes.type}>
            <input
              type="radio"
              name="type"
              value={each}
              checked={each === type}
              onChange={() => onChange(each)}
              aria-label={typeWord(each)}
            />
            <span className={classes['type-word']}>{typeWord(each)}</span>
            <span className={classes['type-means']}>{WORK_TYPE_MEANINGS[each]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
