import type { ComparedRuns, KitchenRun } from '@longshore/schemas';
import { formatDuration, plural, runWeightsWords } from '@longshore/schemas/words';

type Migration = NonNullable<KitchenRun['migration']>;
type Read = (run: KitchenRun) => string | null;

const percent = (value: number): string => `${value} %`;
const migration =
  <Name extends keyof Migration>(name: Name, words: (value: Migration[Name]) => string): Read =>
  (run) =>
    run.migration === null ? null : words(run.migration[name]);

/** What a run is started with beside its policy and what its orders come from. */
const SETTINGS: readonly [setting: string, read: Read][] = [
  ['speed', ({ speed }) => (speed === 1 ? 'as it is' : `${speed} times`)],
  ['weights', runWeightsWords],
  ['gives orders above', migration('highPercent', percent)],
  ['goes on giving until', migration('calmPercent', percent)],
  ['takes orders below', migration('lowPercent', percent)],
  ['moved in a cycle at most', migration('movesMax', (count) => plural(count, 'order'))],
  ['a cycle each', migration('cycleMs', formatDuration)],
  ['only what was above for', migration('settleMs', formatDuration)],
  ['a moved order rests', migration('restMs', formatDuration)],
  ['lost when silent for', ({ silence }) => (silence === null ? null : formatDuration(silence.lostAfterMs))],
];

/** What differs between runs of the same orders beside their policies, so that no policy is praised for something else. */
export function differencesOf(runs: readonly KitchenRun[]): ComparedRuns['differences'] {
  return SETTINGS.flatMap(([setting, read]) => {
    const values = runs.map(read);
    // Weights that a policy does not ask make no difference; a setting that was not kept may.
    const told = setting === 'weights' ? values.filter((value) => value !== null) : values;
    return new Set(told).size > 1 ? [{ setting, values }] : [];
  });
}
