'use client';
import type { RunRecording } from '@longshore/schemas';
import { useReducedMotion } from '@mantine/hooks';
import { useEffect, useMemo } from 'react';
import { usePlayerKeys } from '../../parts/use-player-keys.ts';
import list from '../list/list.module.css';
import { lengthOf, type Position, paceOf, positionAt } from './beats.ts';
import { SceneList } from './scene-list.tsx';
import { SCENE_IDS } from './scenes/scene.ts';
import { SCENES } from './scenes/scenes.ts';
import classes from './story.module.css';
import { leftOutWords, storyOf } from './story.ts';
import { StoryControls } from './story-controls.tsx';
import { useStoryPlayer } from './use-story-player.ts';
import { RecordedCityView } from './views/recorded-city-view.tsx';
import { SceneView } from './views/scene-view.tsx';

export interface RecordedStoryProps {
  recording: RunRecording;
  scene: number;
  onScene: (scene: number) => void;
}

/** The story of a run, played from its recording. */
export function RecordedStory({ recording, scene: firstScene, onScene }: RecordedStoryProps) {
  const still = useReducedMotion();
  const story = useMemo(() => storyOf(recording), [recording]);
  const leftOut = leftOutWords(story);
  const program = useMemo(() => SCENE_IDS.map((id) => SCENES[id].beats(story)), [story]);
  const player = useStoryPlayer(program, firstScene);
  const { scene, tMs, playing } = player;
  usePlayerKeys(player, SCENE_IDS.length - 1);
  useEffect(() => onScene(scene), [scene, onScene]);
  const beats = program[scene] ?? [];
  const id = SCENE_IDS[scene] ?? 'challenge';
  const moving = positionAt(beats, tMs);
  // Where motion is not wanted each beat stands as it ends.
  const beat = beats[moving.beat];
  const position: Position = still && beat !== undefined ? { ...moving, share: 1, atMs: beat.toMs } : moving;
  const pace = paceOf(beats);
  const length = lengthOf(beats);
  return (
    <>
      <SceneList scene={scene} onScene={player.goTo} />
      {leftOut === null ? null : <p className={list.dim}>{leftOut}</p>}
      <section className={classes.scene} aria-label={SCENES[id].title}>
        <StoryControls
          player={player}
          isFirst={scene === 0 && moving.beat === 0}
          isLast={scene === SCENE_IDS.length - 1 && moving.beat === beats.length - 1}
          share={length === 0 ? 0 : Math.min(1, tMs / length)}
          lastScene={SCENE_IDS.length - 1}
        />
        {/* What plays by itself would be talked over. */}
        <p className={classes.caption} aria-live={playing ? 'off' : 'polite'}>
          {position.caption}
        </p>
        <div className={classes.show}>
          <SceneView
            id={id}
            story={story}
            position={position}
            pace={pace}
            still={still}
            isLive={false}
            result={recording.run.result}
            city={(followed) => (
              <RecordedCityView story={story} atMs={position.atMs} pace={pace} followed={followed} still={still} />
            )}
          />
        </div>
      </section>
    </>
  );
}
