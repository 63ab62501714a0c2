import pc from 'picocolors';
import { loadStackConfig, type StackConfig } from './config.ts';
import type { StackPart } from './plan/stack-plan.ts';
import { signInWords } from './sign-in-link.ts';
import { type StartOutcome, startStack } from './start-stack.ts';
import { printStatus } from './status-command.ts';
import { interruptible } from './terminal/interruption.ts';
import { Steps, seconds } from './terminal/steps.ts';

const allParts: readonly StackPart[] = ['engine', 'dispatcher', 'web', 'agent'];

/** `longshore up`: brings the stack up, says what runs where, and signs its owner in. */
export async function upCommand(options: { readonly brokers: 1 | 3 }): Promise<void> {
  const startedAt = performance.now();
  const config = loadStackConfig();
  const { status, wasUp } = await ensureUp(config, options.brokers);
  printStatus(status, config);
  const took = wasUp ? 'Already up.' : `Up in ${seconds(performance.now() - startedAt)}.`;
  process.stdout.write(`\n${took} Web page: ${pc.bold(`http://127.0.0.1:${config.ports.web}`)}\n`);
  process.stdout.write(`${await signInWords(config)}\n`);
}

/**
 * Brings the stack up unless it is, showing progress; the way in for commands that need a running stack. Ctrl-C
 * and SIGTERM during it stop everything that was started, and end the process.
 */
export async function ensureUp(config: StackConfig = loadStackConfig(), brokers: 1 | 3 = 1): Promise<StartOutcome> {
  const steps = new Steps();
  return await interruptible(
    (interrupted) => startStack(config, { brokers, parts: allParts }, steps, interrupted),
    () => steps.line('Interrupted; stopping what was started.'),
  );
}
