import { planJob } from '../api/jobs.ts';
import type { Cli } from '../cli.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { formatPlan } from '../output/receipt.ts';
import { readSpec, type SpecSource, withFlagNames } from './read-spec.ts';

/** `longshore job plan`: where a job would go, and why; submits nothing. */
export async function jobPlan(
  cli: Cli,
  source: SpecSource & { json?: boolean },
  command: readonly string[],
): Promise<number> {
  const spec = await readSpec(cli, source, command);
  const plan = await withFlagNames(source, () => planJob(cli.api, spec));
  if (source.json) await cli.printJson(plan);
  else await cli.print(formatPlan(plan, { width: cli.terminal.out.columns, style: cli.style }));
  return plan.fits ? EXIT.done : EXIT.refused;
}
