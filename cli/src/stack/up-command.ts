import pc from 'picocolors';
import { loadStackConfig, type StackConfig } from './config.ts';
import type { StackPart } from './plan/stack-plan.ts';
import { startStack, type StartOutcome } from './start-stack.ts';
import { printStatus } from './status-command.ts';
import { Steps, seconds } from './terminal/steps.ts';

const allParts: readonly StackPart[] = ['engine', 'dispatcher', 'web', 'agent'];

/** Interrupted by the user; everything that was started is stopped again. */
class Interrupted extends Error {
  override readonly name = 'Interrupted';
  readonly exitCode: number;

  constructor(signal: 'SIGINT' | 'SIGTERM' | 'SIGHUP') {
    super('interrupted; everything that was started is stopped again');
    this.exitCode = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 }[signal];
  }
}

/** `longshore up`: brings the stack up and says what runs where. */
export async function upCommand(options: { readonly brokers: 1 | 3 }): Promise<void> {
  const startedAt = performance.now();
  const config = loadStackConfig();
  const { status, wasUp } = await ensureUp(config, options.brokers);
  printStatus(status, config);
  const took = seconds(performance.now() - startedAt);
  process.stdout.write(
    wasUp ? `\nAlready up.\n` : `\nUp in ${took}. Web page: ${pc.bold(`http://127.0.0.1:${config.ports.web}`)}\n`,
  );
}

/**
 * Brings the stack up unless it is, showing progress; the way in for commands that need a running stack. Ctrl-C
 * and SIGTERM during it stop everything that was started, and end the process.
 */
export async function ensureUp(config: StackConfig = loadStackConfig(), brokers: 1 | 3 = 1): Promise<StartOutcome> {
  const interruption = new AbortController();
  const steps = new Steps();
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const interrupt = (signal: (typeof signals)[number]): void => {
    if (interruption.signal.aborted) return;
    steps.line('Interrupted; stopping what was started.');
    interruption.abort(new Interrupted(signal));
  };
  for (const signal of signals) process.on(signal, interrupt);
  try {
    return await startStack(config, { brokers, parts: allParts }, steps, interruption.signal);
  } catch (error) {
    if (error instanceof Interrupted) process.exit(error.exitCode);
    throw error;
  } finally {
    for (const signal of signals) process.removeListener(signal, interrupt);
  }
}
