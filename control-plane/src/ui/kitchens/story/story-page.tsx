'use client';
import { IconMovie } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'next/navigation';
import { useCallback } from 'react';
import { kitchenRunsQuery, runRecordingQuery } from '../../api/kitchen-queries.ts';
import { Empty } from '../../parts/empty.tsx';
import { late } from '../../parts/late.tsx';
import { PageBody, PageHead } from '../../parts/page-body.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Segments } from '../../parts/segments.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { KitchensBar } from '../kitchens-bar.tsx';
import { RUN_LUNCH_COMMAND } from '../open-five-command.ts';
import { scenarioWord } from '../runs/run-words.ts';
import { StartLunchButton } from '../runs/start-lunch-button.tsx';
import { SCENE_IDS } from './scenes/scene.ts';
import classes from './story.module.css';

const before = <Skeleton height={640} aria-busy />;
const RecordedStory = late(async () => (await import('./recorded-story.tsx')).RecordedStory, before);
const LiveStory = late(async () => (await import('./live-story.tsx')).LiveStory, before);

const WAYS = [
  { value: 'recorded', words: 'A run' },
  { value: 'live', words: 'Live' },
] as const;

/** Changes what the address says of the story, and nothing else of it. */
function keep(name: string, value: string | null): void {
  const params = new URLSearchParams(location.search);
  if (value === null) params.delete(name);
  else params.set(name, value);
  const next = params.size === 0 ? location.pathname : `?${params}`;
  if (next !== location.search) history.replaceState(null, '', next);
}

/** The kitchen network told in eight scenes, from the recording of a run or as it happens. */
export function StoryPage() {
  const params = useSearchParams();
  const isLive = params.get('live') === '1';
  const scene = Math.max(0, (SCENE_IDS as readonly (string | null)[]).indexOf(params.get('scene')));
  const runs = useQuery(kitchenRunsQuery());
  const done = runs.data?.items.filter(({ state }) => state === 'done') ?? [];
  const run = done.find(({ id }) => id === params.get('run')) ?? done[0];
  const recording = useQuery({ ...runRecordingQuery(run?.id ?? ''), enabled: run !== undefined && !isLive });
  const onScene = useCallback((index: number) => keep('scene', index === 0 ? null : (SCENE_IDS[index] ?? null)), []);
  return (
    <PageBody>
      <KitchensBar />
      <PageHead
        title="The story of the kitchens"
        answer={
          isLive
            ? 'Eight scenes of what happens now'
            : run === undefined
              ? '\u00a0'
              : `Eight scenes from what was recorded of ${scenarioWord(run.scenario)}, seed ${run.seed}, ${run.policy}`
        }
        actions={
          <>
            {isLive || done.length < 2 ? null : (
              <select
                className={classes.runs}
                aria-label="Run that is told of"
                value={run?.id}
                onChange={(event) => keep('run', event.currentTarget.value)}
              >
                {done.map(({ id, scenario, policy, seed }) => (
                  <option key={id} value={id}>
                    {scenarioWord(scenario)}, {policy}, seed {seed}
                  </option>
                ))}
              </select>
            )}
            <Segments
              label="Told of"
              value={isLive ? 'live' : 'recorded'}
              onChange={(way) => keep('live', way === 'live' ? '1' : null)}
              options={WAYS}
            />
          </>
        }
      />
      {runs.error === null ? null : <ProblemNote error={runs.error} retry={() => void runs.refetch()} />}
      {isLive ? (
        <LiveStory scene={scene} onScene={onScene} />
      ) : run === undefined ? (
        runs.data === undefined ? (
          before
        ) : (
          <NoRun />
        )
      ) : recording.data === undefined ? (
        recording.error === null ? (
          before
        ) : (
          <ProblemNote error={recording.error} retry={() => void recording.refetch()} />
        )
      ) : (
        <RecordedStory key={run.id} recording={recording.data} scene={scene} onScene={onScene} />
      )}
    </PageBody>
  );
}

function NoRun() {
  return (
    <Empty
      icon={<IconMovie size={22} />}
      title="No run was recorded yet"
      command={RUN_LUNCH_COMMAND}
      action={<StartLunchButton />}
    >
      The scenes show what truly happened in a run: a lunch with five kitchens takes two minutes. Until there is one
      they can be told live.
    </Empty>
  );
}
