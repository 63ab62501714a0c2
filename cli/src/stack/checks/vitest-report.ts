import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Passed and failed; what was skipped counts as neither. */
export interface Count {
  readonly passed: number;
  readonly failed: number;
}

const reportSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

/**
 * Counts the tests of one vitest run from its JSON report. A file that could not be run counts as one failed, and
 * so does a run that ended badly without a failed test, or that had no tests at all.
 */
export function countTests(reportPath: string, exitCode: number | null): Count {
  const report = readReport(reportPath);
  if (report === undefined) return { passed: 0, failed: 1 };
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  ).length;
  const failed = report.numFailedTests + brokenFiles;
  const endedBadly = exitCode !== 0 && failed === 0;
  const empty = report.numPassedTests + failed === 0;
  return { passed: report.numPassedTests, failed: failed + (endedBadly || empty ? 1 : 0) };
}

/** @returns `undefined` when the run ended before it could write its report */
function readReport(path: string): z.infer<typeof reportSchema> | undefined {
  try {
    return reportSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
