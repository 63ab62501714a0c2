'use client';
import type { ComparedRuns, KitchenRun } from '@longshore/schemas';
import { runHeads } from '@longshore/schemas/words';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { compareRunsQuery, kitchenRunsQuery } from '../../api/kitchen-queries.ts';
import { PageLink } from '../../parts/page-link.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { capitalised } from '../../words/sentence.ts';
import list from '../list/list.module.css';
import { comparable, measureWords } from './run-words.ts';
import classes from './runs.module.css';

/** As many as one request compares, this one among them. */
const MOST = 8;
const FIRST = 4;

/** A run beside others of the same orders: what was better, and by how much. */
export function ComparePanel({ run }: { run: KitchenRun }) {
  const others = comparable(run, useQuery(kitchenRunsQuery()).data?.items ?? []);
  const [left, setLeft] = useState<readonly string[] | null>(null);
  const chosen = left ?? others.slice(0, FIRST - 1).map(({ id }) => id);
  const ids = [run.id, ...others.map(({ id }) => id).filter((id) => chosen.includes(id))].slice(0, MOST);
  const heads = runHeads([run, ...others]).slice(1);
  const compared = useQuery({ ...compareRunsQuery(ids), enabled: ids.length > 1 });
  if (others.length === 0) {
    return (
      <Panel title="Beside others">
        <p className={list.dim}>
          Run the same scenario with the same seed and another policy: it stands here beside this one.
        </p>
      </Panel>
    );
  }
  return (
    <Panel title="Beside others" flush>
      <fieldset className={classes.others}>
        <legend className="ls-hidden">Runs beside this one</legend>
        {others.map(({ id }, index) => (
          <label key={id}>
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              disabled={!chosen.includes(id) && ids.length >= MOST}
              onChange={() => setLeft(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id])}
            />
            {heads[index]} …{id.slice(-4)}
          </label>
        ))}
      </fieldset>
      {compared.error === null ? null : <ProblemNote error={compared.error} retry={() => void compared.refetch()} />}
      {ids.length < 2 ? null : compared.data === undefined ? (
        <Skeleton height={280} />
      ) : (
        <>
          {compared.data.differences.length === 0 ? null : (
            <p className={classes.differing}>
              These runs differ in more than their policies: what stands first in the table may have made the
              difference.
            </p>
          )}
          <Compared compared={compared.data} here={run.id} />
        </>
      )}
    </Panel>
  );
}

function Compared({ compared: { runs, differences, rows }, here }: { compared: ComparedRuns; here: string }) {
  const heads = runHeads(runs);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: many runs scroll sideways, also by keyboard
    <section className={classes.scroll} tabIndex={0} aria-label="Runs side by side">
      <table className={classes.compared}>
        <thead className={classes.head}>
          <tr>
            <th scope="col">Measure</th>
            {runs.map(({ id }, index) => (
              <th key={id} scope="col" className={classes.run}>
                {id === here ? (
                  `${heads[index]}, this one`
                ) : (
                  <PageLink href={`/kitchens/runs/${id}`} className={list.link}>
                    {heads[index]} …{id.slice(-4)}
                  </PageLink>
                )}
              </th>
            ))}
          </tr>
        </thead>
        {differences.length === 0 ? null : (
          <tbody className={classes.differences}>
            {differences.map(({ setting, values }) => (
              <tr key={setting}>
                <th scope="row">{capitalised(setting)}</th>
                {values.map((value, index) => (
                  <td key={runs[index]?.id}>{value ?? '–'}</td>
                ))}
              </tr>
            ))}
          </tbody>
        )}
        <tbody>
          {rows.map(({ measure, unit, values, best }) => (
            <tr key={measure}>
              <th scope="row">{capitalised(measure)}</th>
              {values.map((value, index) => (
                <td key={runs[index]?.id} data-best={(best.includes(index) && best.length < runs.length) || undefined}>
                  {measureWords(value, unit)}
                  {best.includes(index) && best.length < runs.length ? <span className="ls-hidden">, best</span> : null}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
