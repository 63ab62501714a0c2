import type { KitchenRun } from '@longshore/schemas';
import { ProgressTrack } from '../../parts/progress-bar.tsx';
import { runShare, scenarioWord } from './run-words.ts';

/** How much of its time has gone by; of a run that has not begun nobody knows. */
export function RunProgress({ run }: { run: KitchenRun }) {
  const share = runShare(run);
  return (
    <ProgressTrack
      progress={{
        done: Math.round(run.elapsedMs / 1_000),
        total: share === null ? null : Math.round(run.durationMs / 1_000),
        unit: 's',
      }}
      tone="moving"
      label={`Progress of ${scenarioWord(run.scenario)}`}
    />
  );
}
