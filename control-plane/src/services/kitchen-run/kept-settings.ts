import type { KitchenRun } from '@longshore/schemas';
import { DEFAULT_WEIGHTS, type Weights } from '@longshore/schemas/placement';
import type { NetworkSettings } from '../../kitchens/network-settings.ts';

type Settings = Pick<KitchenRun, 'weights' | 'migration' | 'silence'>;

/** The settings of the network as a run's row has them, in the column of its weights: beside these, by their own names. */
export type KeptSettings = Weights & Partial<Pick<Settings, 'migration' | 'silence'>>;

export function keptSettings({ weights, migration, silence }: NetworkSettings): KeptSettings {
  return { ...weights, migration, silence };
}

/** The same, as a run is told of. Of an older run only the weights were kept. */
export function settingsOfRun(kept: KeptSettings | null): Settings {
  const { migration = null, silence = null, ...weights }: KeptSettings = kept ?? DEFAULT_WEIGHTS;
  return { weights, migration, silence };
}
