import { architecture } from './architecture.ts';
import { challenge } from './challenge.ts';
import { containers } from './containers.ts';
import { migration } from './migration.ts';
import { oneOrder } from './one-order.ts';
import { rush } from './rush.ts';
import type { Scene, SceneId } from './scene.ts';
import { scoring } from './scoring.ts';
import { success } from './success.ts';

/** The scenes, in the order in which they are told. */
export const SCENES: Readonly<Record<SceneId, Scene>> = {
  challenge,
  architecture,
  order: oneOrder,
  scoring,
  rush,
  migration,
  containers,
  success,
};
