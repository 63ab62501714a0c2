import { formatCount, formatShare } from '@longshore/schemas/words';
import type { Position } from '../beats.ts';
import { figuresAt, type Result } from '../scenes/success.ts';
import classes from '../story.module.css';

/** What a run came to: figures that grow as they are told of, and what each kitchen did. */
export function SuccessView({
  result,
  position,
}: {
  result: Result | null;
  position: Pick<Position, 'beat' | 'share'>;
}) {
  if (result === null) return <p className={classes.nothing}>Nothing became ready in that time.</p>;
  const most = Math.max(1, ...result.kitchens.map(({ dishes }) => dishes));
  return (
    <div className={classes.success}>
      <dl>
        {figuresAt(result, position).map(({ name, value, words }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      {position.beat < 2 || result.kitchens.length === 0 ? null : (
        <ol aria-label="Dishes of each kitchen">
          {result.kitchens.slice(0, 24).map(({ kitchenId, dishes, utilisation }) => (
            <li key={kitchenId}>
              <span>{kitchenId}</span>
              <span className={classes.score} aria-hidden>
                <span data-term="load" style={{ width: `${(dishes / most) * 100}%` }} />
              </span>
              <span>
                {formatCount(dishes)} dishes, cooks at work {formatShare(utilisation)}
              </span>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
