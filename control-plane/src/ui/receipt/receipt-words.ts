import type { Exclusion, ScoreTerm } from '@longshore/schemas';

/** What each term of a score rewards. */
export const TERM_WORDS: Record<ScoreTerm['name'], string> = {
  load: 'Load',
  specialty: 'Specialty',
  time: 'Time',
  distance: 'Distance',
};

/** What each filter looks at. */
export const FILTER_WORDS: Record<Exclusion['filter'], string> = {
  health: 'Health',
  sync: 'Synced',
  cordon: 'Cordon',
  agent: 'Named agents',
  label: 'Labels',
  constraint: 'Constraints',
  platform: 'Platform',
  cpu: 'Cpu',
  memory: 'Memory',
  slots: 'Slots',
};
