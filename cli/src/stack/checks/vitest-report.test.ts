import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countTests } from './vitest-report.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'longshore-report-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

function reported(
  passed: number,
  failed: number,
  testResults: { status: string; assertionResults: unknown[] }[] = [],
): string {
  const path = join(directory, 'report.json');
  writeFileSync(path, JSON.stringify({ numPassedTests: passed, numFailedTests: failed, testResults }));
  return path;
}

describe('counting the tests of a run', () => {
  it('takes passed and failed from the report', () => {
    expect(countTests(reported(12, 0), 0)).toEqual({ passed: 12, failed: 0 });
    expect(countTests(reported(11, 1), 1)).toEqual({ passed: 11, failed: 1 });
  });

  it('counts a file that could not be run as one failed', () => {
    const broken = reported(3, 0, [{ status: 'failed', assertionResults: [] }]);
    expect(countTests(broken, 1)).toEqual({ passed: 3, failed: 1 });
  });

  it('counts a run that ended badly without a failed test as one failed', () => {
    expect(countTests(reported(3, 0), 1)).toEqual({ passed: 3, failed: 1 });
    expect(countTests(reported(3, 0), null)).toEqual({ passed: 3, failed: 1 });
  });

  it('does not take a run without tests for a good one', () => {
    expect(countTests(reported(0, 0), 0)).toEqual({ passed: 0, failed: 1 });
  });

  it('counts a run that left no report as one failed', () => {
    expect(countTests(join(directory, 'none.json'), 137)).toEqual({ passed: 0, failed: 1 });
  });
});
