import { formatDuration } from '@longshore/schemas/words';
import classes from '../story.module.css';
import { kitchenName, type Story } from '../story.ts';

/** What happened to an order, step by step; what has not happened yet is faint, and what nobody saw has no time. */
export function LifeList({ story, order, atMs }: { story: Story; order: number | null; atMs: number }) {
  const life = order === null ? [] : (story.lives.get(order) ?? []);
  const first = life[0]?.atMs ?? 0;
  const current = life.findLastIndex((event) => event.atMs <= atMs);
  return (
    <ol className={classes.life} aria-label="What happens to it">
      {life.map(({ what, kitchen, atMs: whenMs, unseen }, index) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: a life only grows at its end
          key={index}
          data-done={index <= current || undefined}
          aria-current={index === current ? 'step' : undefined}
        >
          <span>{what}</span>
          <span>{kitchen === null ? '' : kitchenName(story, kitchen)}</span>
          <span>{unseen === undefined || index === 0 ? formatDuration(whenMs - first) : ''}</span>
        </li>
      ))}
    </ol>
  );
}
