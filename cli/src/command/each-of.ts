import type { Cli } from '../cli.ts';
import { describeError } from '../errors/describe-error.ts';
import { EXIT } from '../errors/exit-codes.ts';

/**
 * Does something for each of several things that were named; one that fails is said so and does not keep the others
 * from their turn.
 *
 * @returns the exit code of the last failure, or 0
 */
export async function eachOf<Item>(
  cli: Cli,
  items: readonly Item[],
  act: (item: Item) => Promise<void>,
): Promise<number> {
  let exitCode: number = EXIT.done;
  for (const item of items) {
    try {
      await act(item);
    } catch (error) {
      const report = describeError(error, cli.errStyle);
      await cli.note(report.text);
      exitCode = report.exitCode;
    }
  }
  return exitCode;
}
