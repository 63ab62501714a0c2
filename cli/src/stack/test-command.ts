import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import pc from 'picocolors';
import { checks } from '../../../test/checks.ts';
import { type CheckOutcome, runCheck } from './checks/run-check.ts';
import { loadStackConfig, type StackConfig } from './config.ts';
import type { StackPart } from './plan/stack-plan.ts';
import { generateClient } from './prepare/generate-client.ts';
import { ensureTestPackages } from './prepare/packages.ts';
import { CommandFailure, runCommand } from './prepare/run-command.ts';
import { StackError } from './stack-error.ts';
import { holdStack } from './start-stack.ts';
import type { StackConnection } from './supervisor/control-client.ts';
import { interruptible } from './terminal/interruption.ts';
import { Steps, seconds } from './terminal/steps.ts';

type Check = (typeof checks)[number];

/** With fewer, two runs of tests with services take as long beside each other as one after the other: it was measured. */
const PROCESSORS_FOR_TWO = 4;

/** `longshore test`: everything that must hold. Ends with one line `N passed, N failed`, and with 1 when any failed. */
export async function testCommand(options: { readonly quick?: boolean }): Promise<void> {
  const startedAt = performance.now();
  const config = loadStackConfig();
  const steps = new Steps();
  const outcomes = await interruptible(
    (interrupted) => runAll(options.quick === true, config, steps, interrupted),
    () => steps.line('Interrupted; stopping.'),
  );
  const failed = sum(outcomes, 'failed');
  process.stdout.write(`\n${describeFailures(outcomes)}took ${seconds(performance.now() - startedAt)}\n`);
  process.stdout.write(`${sum(outcomes, 'passed')} passed, ${failed} failed\n`);
  if (failed > 0) process.exitCode = 1;
}

async function runAll(
  quick: boolean,
  config: StackConfig,
  steps: Steps,
  interrupted: AbortSignal,
): Promise<CheckOutcome[]> {
  const chosen = checks.filter(({ runs }) => runs === 'always' || runs === (quick ? 'quick' : 'full'));
  const scratch = join(config.stateDirectory, 'test-reports');
  mkdirSync(scratch, { recursive: true });
  const run = async (check: Check, writeLine: ((line: string) => void) | null = null): Promise<CheckOutcome> => {
    interrupted.throwIfAborted();
    if (check.kind === 'gate') steps.begin(check.name);
    else steps.line(`\n${pc.bold(check.name)}`);
    const outcome = await runCheck(check, config.repositoryRoot, scratch, interrupted, writeLine);
    interrupted.throwIfAborted();
    report(outcome, check, steps);
    return outcome;
  };
  /** What the checks need. Without it they may fail, but are run: the last line counts everything. */
  const prepare = async (name: string, work: () => Promise<unknown>): Promise<CheckOutcome[]> => {
    try {
      await work();
      return [];
    } catch (error) {
      interrupted.throwIfAborted();
      steps.line(describeError(error));
      return [{ name, passed: 0, failed: 1, tookMs: 0, output: '' }];
    }
  };
  const needs = chosen.flatMap((check) => check.needs);
  const next = join(config.repositoryRoot, 'node_modules/next/dist/bin/next');
  const inControlPlane = { cwd: join(config.repositoryRoot, 'control-plane'), signal: interrupted };
  const outcomes = [
    ...(await prepare('packages', () => ensureTestPackages(config, needs, steps, interrupted))),
    ...(await prepare('database client', () => generateClient(config, steps, interrupted))),
    ...(await prepare('types of routes', () =>
      steps.run('Types of routes', () => runCommand([process.execPath, next, 'typegen'], inControlPlane)),
    )),
  ];
  const gates = chosen.filter(({ kind }) => kind === 'gate');
  outcomes.push(...(await runInPairs(gates, (gate) => run(gate))));
  const tests = chosen.filter(({ kind }) => kind === 'tests');
  for (const check of tests.filter(({ needs }) => needs.length === 0)) outcomes.push(await run(check));
  const withServices = tests.filter(({ needs }) => needs.length > 0);
  if (withServices.length === 0) return outcomes;
  let support: StackConnection;
  try {
    support = await holdTestSupport(withServices, config, steps, interrupted);
  } catch (error) {
    interrupted.throwIfAborted();
    // Tests that could not be run did not pass; the count says so too.
    steps.line(describeError(error));
    return [...outcomes, ...withServices.map(({ name }) => ({ name, passed: 0, failed: 1, tookMs: 0, output: '' }))];
  }
  try {
    const longest = Math.max(...withServices.map(({ name }) => name.length));
    const besideOthers = (check: Check): Promise<CheckOutcome> => {
      const margin = pc.dim(`${check.name.padEnd(longest)} │ `);
      return run(check, (line) => steps.line(`${margin}${line}`));
    };
    // Each has services of its own, which take a processor or two by themselves.
    if (withServices.length > 1 && availableParallelism() >= PROCESSORS_FOR_TWO) {
      outcomes.push(...(await runInPairs(withServices, besideOthers)));
    } else for (const check of withServices) outcomes.push(await run(check));
  } finally {
    support.hangUp();
    await support.closed;
  }
  return outcomes;
}

/** What several tests share: an engine if none answers, the images, and the pages where a browser opens them. */
async function holdTestSupport(
  tests: readonly Check[],
  config: StackConfig,
  steps: Steps,
  interrupted: AbortSignal,
): Promise<StackConnection> {
  const needsPages = tests.some(({ needs }) => needs.includes('chromium'));
  const parts: StackPart[] = ['engine', 'images', 'client', ...(needsPages ? (['build'] as const) : [])];
  const ownState = { ...config, stateDirectory: join(config.stateDirectory, 'test-support') };
  return await holdStack(ownState, { brokers: 1, parts }, steps, interrupted);
}

/** Two at a time: checks are single-threaded for the most part, and the smallest machine has two cores. */
async function runInPairs(
  checksToRun: readonly Check[],
  run: (check: Check) => Promise<CheckOutcome>,
): Promise<CheckOutcome[]> {
  const waiting = [...checksToRun];
  const outcomes: CheckOutcome[] = [];
  const worker = async (): Promise<void> => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) outcomes.push(await run(check));
  };
  // Both end, well or badly, before anything that they stand on is taken away.
  for (const ended of await Promise.allSettled([worker(), worker()])) {
    if (ended.status === 'rejected') throw ended.reason;
  }
  return outcomes;
}

function report(outcome: CheckOutcome, check: Check, steps: Steps): void {
  if (outcome.failed === 0) {
    const count = check.kind === 'tests' ? `, ${outcome.passed} passed` : '';
    steps.finish(check.name, outcome.tookMs, count);
    return;
  }
  steps.fail(check.name, check.kind === 'tests' ? `${outcome.passed} passed, ${outcome.failed} failed` : '');
  if (outcome.output !== '') steps.line(outcome.output.trimEnd());
}

function describeFailures(outcomes: readonly CheckOutcome[]): string {
  const failed = outcomes.filter((outcome) => outcome.failed > 0).map(({ name }) => name);
  return failed.length === 0 ? '' : `failed: ${failed.join(' · ')}\n`;
}

function sum(outcomes: readonly CheckOutcome[], what: 'passed' | 'failed'): number {
  return outcomes.reduce((total, outcome) => total + outcome[what], 0);
}

/** Of what the user can do something about, what it is; of anything else, where it came from too. */
function describeError(error: unknown): string {
  if (error instanceof StackError || error instanceof CommandFailure) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
