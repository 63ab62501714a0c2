'use client';
import { useReducedMotion } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { kitchenNetworkQuery } from '../../api/kitchen-queries.ts';
import { usePlayerKeys } from '../../parts/use-player-keys.ts';
import { CityView } from '../city/city-view.tsx';
import { SceneList } from './scene-list.tsx';
import { SCENE_IDS } from './scenes/scene.ts';
import { SCENES } from './scenes/scenes.ts';
import classes from './story.module.css';
import { useFrameTime } from './use-frame-time.ts';
import { useLiveStory } from './use-live-story.ts';
import { SceneView } from './views/scene-view.tsx';

export interface LiveStoryProps {
  scene: number;
  onScene: (scene: number) => void;
}

const LAST = SCENE_IDS.length - 1;
/** What passes is shown a little later than it did: it is heard of by then. */
const BEHIND_MS = 700;
/** The terms of a score are shown whole, and all figures. */
const ALL_TOLD = { scoring: 6, success: 3 } as const;

/** The same scenes, of what happens now. */
export function LiveStory({ scene, onScene }: LiveStoryProps) {
  const { story, kitchens, atMs, result } = useLiveStory();
  const network = useQuery(kitchenNetworkQuery()).data;
  const goTo = (next: number) => onScene(Math.max(0, Math.min(LAST, next)));
  usePlayerKeys({ toggle: () => undefined, step: (by) => goTo(scene + by), goTo }, LAST);
  const id = SCENE_IDS[scene] ?? 'challenge';
  const still = useReducedMotion();
  const frameMs = useFrameTime(id === 'architecture' && !still);
  const caption = SCENES[id].live(story, atMs);
  const beat = id === 'scoring' || id === 'success' ? ALL_TOLD[id] : 0;
  return (
    <>
      <SceneList scene={scene} onScene={goTo} />
      <section className={classes.scene} aria-label={SCENES[id].title}>
        <p className={classes.caption}>{caption}</p>
        <div className={classes.show}>
          <SceneView
            id={id}
            story={story}
            position={{ beat, share: 1, atMs: frameMs === null ? atMs : frameMs - BEHIND_MS, caption }}
            pace={1}
            still={still}
            isLive
            result={result}
            city={() => (
              <CityView
                kitchens={kitchens.filter(({ state }) => state !== 'closed')}
                circle={network?.city}
                chosen={null}
                onChoose={() => undefined}
                pin={null}
                over={null}
              />
            )}
          />
        </div>
      </section>
    </>
  );
}
