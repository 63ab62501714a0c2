/**
 * How much of a total one task does: the shares of all tasks add up to the total and differ by one at most.
 *
 * @param total records of the whole job, or null for an endless stream
 */
export function taskShare(total: number | null, taskIndex: number, taskCount: number): number | null {
  if (total === null) return null;
  const rest = total % taskCount;
  return (total - rest) / taskCount + (taskIndex < rest ? 1 : 0);
}
