/** What the command line ends with. A job that was attached to ends with its container's own code instead. */
export const EXIT = {
  done: 0,
  /** The job failed without an exit code of its own, or the command could not be carried out. */
  failed: 1,
  /** Wrong usage, a request that was refused, or a job that could not be placed. */
  refused: 2,
  /** The control plane did not answer, failed itself, or was asked too often. */
  unanswered: 3,
  /** The control plane does not know who asks, or they may not do it. */
  notPermitted: 4,
  interrupted: 130,
} as const;
