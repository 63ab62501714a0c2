import { type Command, InvalidArgumentError } from 'commander';
import { withExamples } from '../command/examples.ts';
import { registerComposeCheck } from './compose-check.ts';
import { registerScreenshots } from './screenshots.ts';

/** Adds the commands of the local stack. */
export function registerStackCommands(program: Command): void {
  const up = program
    .command('up')
    .description('start everything on this machine: Kafka, registry, PostgreSQL, engine, control plane, one agent')
    .option('--brokers <number>', 'number of Kafka brokers, 1 or 3; each number has data of its own', parseBrokers, 1)
    .action(async (options: { brokers: 1 | 3 }) => {
      const { upCommand } = await import('./up-command.ts');
      await upCommand(options);
    });
  withExamples(up, [
    ['longshore up', 'again while it is up: says what runs where'],
    ['longshore up --brokers 3', 'three Kafka brokers instead of one'],
    ['LONGSHORE_WEB_PORT=3100 longshore up', 'where another program has port 3000'],
  ]);
  const down = program
    .command('down')
    .description('stop what `up` started and nothing else; the data stays')
    .action(async () => {
      const { downCommand } = await import('./down-command.ts');
      await downCommand();
    });
  withExamples(down, [['longshore down', 'containers of jobs, and an engine that was there before, are left alone']]);
  const status = program
    .command('status')
    .description('say what runs, since when, and what had to be started again (exit code 3 when not up)')
    .option('--json', 'for machines')
    .action(async (options: { json?: boolean }) => {
      const { statusCommand } = await import('./status-command.ts');
      await statusCommand(options);
    });
  withExamples(status, [
    ['longshore status', 'each service with its state, process, address and restarts'],
    ['longshore status --json', 'the same for a program'],
    ['longshore status > /dev/null || longshore up', 'start what does not run'],
  ]);
  const test = program
    .command('test')
    .description('run all checks and tests; the last line says how many passed and failed')
    .option('--quick', 'types, lint, arrows, unit tests and one thin path through real services')
    .action(async (options: { quick?: boolean }) => {
      const { testCommand } = await import('./test-command.ts');
      await testCommand(options);
    });
  withExamples(test, [
    ['longshore test --quick', 'before a commit'],
    ['longshore test', 'everything, in services of its own beside what is up'],
  ]);
  registerComposeCheck(program);
  const bareCheck = program
    .command('bare-check')
    .description('run the demo from a clean clone on a minimal Debian in a network of its own, and say what was seen')
    .action(async () => {
      const { bareCheckCommand } = await import('./bare-check/bare-check-command.ts');
      await bareCheckCommand();
    });
  withExamples(bareCheck, [
    ['longshore bare-check', 'of the last commit, as root; takes minutes, and removes it all again'],
  ]);
  registerScreenshots(program);
}

function parseBrokers(text: string): 1 | 3 {
  if (text === '1') return 1;
  if (text === '3') return 3;
  throw new InvalidArgumentError('Accepted are 1 and 3.');
}
