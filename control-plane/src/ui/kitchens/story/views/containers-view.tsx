import { KITCHEN_STATES } from '@longshore/schemas';
import { formatCount, formatDuration } from '@longshore/schemas/words';
import { dishesAt, stretchesOf } from '../scenes/containers.ts';
import classes from '../story.module.css';
import type { Story } from '../story.ts';

/** More lanes are a list nobody reads in a scene. */
const MOST_LANES = 16;

/** The container of each kitchen over time: when it stood open, was lost, was closed, and what it had cooked by then. */
export function ContainersView({ story, atMs }: { story: Story; atMs: number }) {
  const { kitchens, fromMs, untilMs } = story;
  const span = Math.max(1, untilMs - fromMs);
  const share = (ms: number) => `${Math.max(0, Math.min(1, (ms - fromMs) / span)) * 100}%`;
  const dishes = dishesAt(story, kitchens.length, atMs);
  return (
    <div className={classes.lanes}>
      <ol aria-label="Kitchens and their containers">
        {kitchens.slice(0, MOST_LANES).map(({ id, name, capacity }, kitchen) => {
          const stretches = stretchesOf(story, kitchen, atMs);
          const state = stretches.at(-1)?.state ?? 'open';
          return (
            <li key={id}>
              <span className={classes.who}>
                <strong>{name}</strong>
                <span>
                  {formatCount(capacity)} cooks, {KITCHEN_STATES[state].word.toLowerCase()}
                </span>
              </span>
              <span className={classes.lane}>
                {stretches.map((stretch) => (
                  <i
                    key={stretch.fromMs}
                    data-state={stretch.state}
                    title={`${KITCHEN_STATES[stretch.state].word} for ${formatDuration(stretch.toMs - stretch.fromMs)}`}
                    style={{
                      left: share(stretch.fromMs),
                      width: `calc(${share(stretch.toMs)} - ${share(stretch.fromMs)})`,
                    }}
                  />
                ))}
              </span>
              <output>{formatCount(dishes[kitchen] ?? 0)} dishes</output>
            </li>
          );
        })}
      </ol>
      {kitchens.length > MOST_LANES ? (
        <p className={classes.nothing}>{formatCount(kitchens.length - MOST_LANES)} more kitchens are not drawn.</p>
      ) : null}
    </div>
  );
}
