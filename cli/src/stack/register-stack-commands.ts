import { type Command, InvalidArgumentError } from 'commander';
import { registerComposeCheck } from './compose-check.ts';

/** Adds the commands of the local stack. */
export function registerStackCommands(program: Command): void {
  program
    .command('up')
    .description('start everything on this machine: Kafka, registry, PostgreSQL, engine, control plane, one agent')
    .option('--brokers <number>', 'number of Kafka brokers, 1 or 3; each number has data of its own', parseBrokers, 1)
    .action(async (options: { brokers: 1 | 3 }) => {
      const { upCommand } = await import('./up-command.ts');
      await upCommand(options);
    });
  program
    .command('down')
    .description('stop what `up` started and nothing else; the data stays')
    .action(async () => {
      const { downCommand } = await import('./down-command.ts');
      await downCommand();
    });
  program
    .command('status')
    .description('say what runs, since when, and what had to be started again (exit code 3 when not up)')
    .option('--json', 'for machines')
    .action(async (options: { json?: boolean }) => {
      const { statusCommand } = await import('./status-command.ts');
      await statusCommand(options);
    });
  program
    .command('test')
    .description('run all checks and tests; the last line says how many passed and failed')
    .option('--quick', 'types, lint, arrows, unit tests and one thin path through real services')
    .action(async (options: { quick?: boolean }) => {
      const { testCommand } = await import('./test-command.ts');
      await testCommand(options);
    });
  registerComposeCheck(program);
  program
    .command('bare-check')
    .description('run the demo from a clean clone on a minimal Debian in a network of its own, and say what was seen')
    .action(async () => {
      const { bareCheckCommand } = await import('./bare-check/bare-check-command.ts');
      await bareCheckCommand();
    });
}

function parseBrokers(text: string): 1 | 3 {
  if (text === '1') return 1;
  if (text === '3') return 3;
  throw new InvalidArgumentError('Accepted are 1 and 3.');
}
