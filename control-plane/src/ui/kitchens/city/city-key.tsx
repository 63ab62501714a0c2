import { formatCount } from '@longshore/schemas/words';
import classes from './city.module.css';
import { KEY_LOOKS, LOOK_WORDS } from './city-words.ts';
import { LOOK_NUMBER, type Look } from './way.ts';

const SHAPES: Partial<Record<Look, string>> = {
  received: 'M8 5a3 3 0 1 1-6 0a3 3 0 1 1 6 0Z',
  assigned: 'M2 2h6v6h-6Z',
  cooking: 'M8 5a3 3 0 1 1-6 0a3 3 0 1 1 6 0Z',
  moving: 'M5 1L9 8.5H1Z',
  ready: 'M5 1L9 5L5 9L1 5Z',
};

/** What the marks of the picture mean, and how many there are of each. */
export function CityKey({ counts }: { counts: ArrayLike<number> }) {
  return (
    <ul className={classes.key} aria-label="Orders by where they are">
      {KEY_LOOKS.map((look) => (
        <li key={look} data-look={look}>
          <svg width={10} height={10} viewBox="0 0 10 10" aria-hidden>
            <path d={SHAPES[look]} />
          </svg>
          <span className={classes.count}>{formatCount(counts[LOOK_NUMBER[look]] ?? 0)}</span> {LOOK_WORDS[look]}
        </li>
      ))}
    </ul>
  );
}
