import type { Upset } from '@longshore/schemas';

/** What can be done to a kitchen that is open. */
export type KitchenAct = Upset | 'close';

export const UPSET_WORDS: Record<Upset, { button: string; title: string; act: string; after: string }> = {
  crash: {
    button: 'Kill',
    title: 'Kill',
    act: 'Kill it',
    after:
      'Nobody hears of it any more; its orders go elsewhere, and what it was cooking is cooked anew. Its agent starts it again, and it comes back as a stranger.',
  },
  freeze: {
    button: 'Freeze',
    title: 'Freeze',
    act: 'Freeze it',
    after: 'Once it has been silent for too long its orders go elsewhere. As it wakes it is told to start anew.',
  },
  'cut-off': {
    button: 'Cut off',
    title: 'Cut off',
    act: 'Cut it off',
    after:
      'Once it has been silent for too long its orders go elsewhere; what it cooks meanwhile is cooked for nothing.',
  },
};
