import type { KitchenRun } from '@longshore/schemas';
import { formatCount } from '@longshore/schemas/words';
import { Panel } from '../../parts/panel.tsx';
import { measureWords } from './run-words.ts';
import classes from './runs.module.css';

type Result = NonNullable<KitchenRun['result']>;

/** How the dishes of a run were shared out among the kitchens, and how much each was at work. */
export function SharesPanel({ kitchens }: Pick<Result, 'kitchens'>) {
  const most = Math.max(1, ...kitchens.map(({ dishes }) => dishes));
  return (
    <Panel title="What each kitchen did" flush>
      <table className={classes.shares}>
        <thead className={classes.head}>
          <tr>
            <th scope="col">Kitchen</th>
            <th scope="col">Dishes</th>
            <th scope="col">Cooks at work</th>
          </tr>
        </thead>
        <tbody>
          {kitchens.map(({ kitchenId, dishes, utilisation }) => (
            <tr key={kitchenId}>
              <th scope="row">{kitchenId}</th>
              <td>
                <span className={classes.bar}>
                  <i style={{ width: `${(dishes / most) * 100}%` }} />
                </span>
                {formatCount(dishes)}
              </td>
              <td>
                <span className={classes.bar} data-of="work">
                  <i style={{ width: `${Math.min(1, utilisation) * 100}%` }} />
                </span>
                {measureWords(utilisation, 'share')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
