'use client';
import type { ReactNode } from 'react';
import type { Position } from '../beats.ts';
import { chooseOrder, newestOrder } from '../scenes/one-order.ts';
import type { SceneId } from '../scenes/scene.ts';
import type { Result } from '../scenes/success.ts';
import classes from '../story.module.css';
import type { Story } from '../story.ts';
import { ArchitectureView } from './architecture-view.tsx';
import { ContainersView } from './containers-view.tsx';
import { LifeList } from './life-list.tsx';
import { ScoringView } from './scoring-view.tsx';
import { StoryChart } from './story-chart.tsx';
import { SuccessView } from './success-view.tsx';

export interface SceneViewProps {
  id: SceneId;
  story: Story;
  position: Position;
  /** Milliseconds of the recording that go by in one of the scene. */
  pace: number;
  still: boolean;
  /** What is told as it happens. */
  isLive: boolean;
  result: Result | null;
  /** The city at the moment, recorded or live; `followed`: an order to be found in it. */
  city: (followed?: number) => ReactNode;
}

/** What a scene shows at a moment. */
export function SceneView({ id, story, position, pace, still, isLive, result, city }: SceneViewProps) {
  const { atMs, beat } = position;
  switch (id) {
    case 'challenge':
    case 'rush':
      return (
        <div className={classes.picture}>
          {city()}
          <StoryChart story={story} atMs={atMs} of={id === 'rush' ? 'waiting' : 'received'} />
        </div>
      );
    case 'migration':
      return <div className={classes.picture}>{city(migrating(story, atMs))}</div>;
    case 'order': {
      const order = isLive ? newestOrder(story) : chooseOrder(story);
      return (
        <div className={classes.beside}>
          {city(order ?? undefined)}
          <LifeList story={story} order={order} atMs={atMs} />
        </div>
      );
    }
    case 'architecture':
      return <ArchitectureView story={story} atMs={atMs} pace={pace} beat={isLive ? 4 : beat} still={still} />;
    case 'scoring':
      return <ScoringView story={story} position={position} />;
    case 'containers':
      return <ContainersView story={story} atMs={atMs} />;
    case 'success':
      return <SuccessView result={result} position={position} />;
  }
}

/** The order that goes from kitchen to kitchen at a moment; none: undefined. */
function migrating({ moves }: Story, atMs: number): number | undefined {
  return moves.findLast(({ askedMs, givenMs }) => askedMs <= atMs + 600 && atMs <= (givenMs ?? askedMs) + 1_500)?.order;
}
