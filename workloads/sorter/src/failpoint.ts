/** Between two effects: where a test can have the process killed. */
export const SORTER_FAILPOINTS = [
  'sorter.after-began',
  'sorter.after-sampled',
  'sorter.amid-parting',
  'sorter.after-parted',
  'sorter.after-gathered',
  'sorter.amid-sorting',
  'sorter.after-sorted',
  'coordinator.after-led',
  'coordinator.before-append',
  'coordinator.after-append',
  'coordinator.amid-delivery',
] as const;

export type SorterFailpoint = (typeof SORTER_FAILPOINTS)[number];

/** Called between two effects; kills the process with SIGKILL where a test asked for it. */
export type ReachFailpoint = (name: SorterFailpoint) => void;

/**
 * @param wanted - the point and the how-manieth time that it is reached; null: none
 * @param kill - ends the process at once
 */
export function createFailpoint(
  wanted: { name: SorterFailpoint; nth: number } | null,
  kill: () => void,
): ReachFailpoint {
  let reached = 0;
  return (name) => {
    if (wanted === null || name !== wanted.name) return;
    reached += 1;
    if (reached === wanted.nth) kill();
  };
}
