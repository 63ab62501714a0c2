/** The places between two effects at which a test may have the agent killed. */
export const FAILPOINTS = [
  'agent.before-pull',
  'agent.after-pull',
  'agent.after-create',
  'agent.after-starting-acknowledged',
  'agent.after-start',
  'agent.after-exit-seen',
  'agent.after-end-reported',
  'agent.before-commit',
  'agent.after-commit',
] as const;
export type Failpoint = (typeof FAILPOINTS)[number];

/** Which failpoint is armed, and at which passing it strikes. */
export interface ArmedFailpoint {
  name: Failpoint;
  /** From 1. */
  nth: number;
}

/** Marks that a named point was reached. */
export type ReachFailpoint = (name: Failpoint) => void;

/**
 * A function to call at every failpoint. At the armed one the process is killed as by `kill -9`: nothing is flushed,
 * nothing is cleaned up.
 */
export function failpoints(
  armed: ArmedFailpoint | null,
  kill: () => void = () => process.kill(process.pid, 'SIGKILL'),
): ReachFailpoint {
  let passed = 0;
  return (name) => {
    if (armed === null || armed.name !== name) return;
    passed += 1;
    if (passed === armed.nth) kill();
  };
}
