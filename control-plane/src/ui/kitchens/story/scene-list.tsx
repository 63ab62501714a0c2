import { SCENE_IDS } from './scenes/scene.ts';
import { SCENES } from './scenes/scenes.ts';
import classes from './story.module.css';

/** The eight scenes; the one that is told is marked. */
export function SceneList({ scene, onScene }: { scene: number; onScene: (scene: number) => void }) {
  return (
    <nav aria-label="Scenes">
      <ol className={classes.scenes}>
        {SCENE_IDS.map((id, index) => (
          <li key={id}>
            <button type="button" aria-current={index === scene ? 'step' : undefined} onClick={() => onScene(index)}>
              <span aria-hidden className={classes.number}>
                {index + 1}
              </span>
              {SCENES[id].title}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
