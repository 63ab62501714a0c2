export const DISPATCHER_FAILPOINTS = [
  'dispatcher.after-decision',
  'dispatcher.after-publish',
  'dispatcher.after-mark',
  'dispatcher.before-fold-commit',
  'dispatcher.after-fold-commit',
] as const;

/** Those that only a schedule's time leads to. */
export const SCHEDULE_FAILPOINTS = ['dispatcher.before-schedule-commit', 'dispatcher.after-schedule-commit'] as const;

/** Those that only a webhook leads to. */
export const WEBHOOK_FAILPOINTS = ['dispatcher.before-webhook-send', 'dispatcher.after-webhook-send'] as const;

/** Those that only a work item leads to. */
export const WORK_FAILPOINTS = ['dispatcher.after-work-offer', 'dispatcher.after-work-mark'] as const;

/** Those that only the balancer of kitchens leads to. */
export const KITCHEN_FAILPOINTS = [
  'dispatcher.kitchens-before-commit',
  'dispatcher.kitchens-after-commit',
  'dispatcher.kitchens-after-publish',
] as const;

export type DispatcherFailpoint = (
  | typeof DISPATCHER_FAILPOINTS
  | typeof SCHEDULE_FAILPOINTS
  | typeof WEBHOOK_FAILPOINTS
  | typeof WORK_FAILPOINTS
  | typeof KITCHEN_FAILPOINTS
)[number];

/** Called between two effects; kills the process with SIGKILL where a test asked for it. */
export type ReachFailpoint = (name: DispatcherFailpoint) => void;

/**
 * @param wanted - the point and the how-manieth time that it is reached; null: none
 * @param kill - ends the process at once
 */
export function createFailpoint(
  wanted: { name: DispatcherFailpoint; nth: number } | null,
  kill: () => void,
): ReachFailpoint {
  let reached = 0;
  return (name) => {
    if (wanted === null || name !== wanted.name) return;
    reached += 1;
    if (reached === wanted.nth) kill();
  };
}
