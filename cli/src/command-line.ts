import { Command, CommanderError } from 'commander';
import { registerBench } from '../../bench/register.ts';
import manifest from '../package.json' with { type: 'json' };
import { registerAgentCommands } from './agent/register-agent-commands.ts';
import { registerAuditCommands } from './audit/register-audit-commands.ts';
import { registerBuildCommands } from './build/register-build-commands.ts';
import { CommandHost } from './command/command-host.ts';
import { usageError } from './command/usage-error.ts';
import { registerCompletionCommand } from './completion/register-completion-command.ts';
import { registerDemoCommand } from './demo/register-demo-command.ts';
import { registerHelpCommand } from './help/register-help-command.ts';
import { registerJobCommands } from './job/register-job-commands.ts';
import { registerKeyCommands } from './key/register-key-commands.ts';
import { registerKitchenCommands } from './kitchen/register-kitchen-commands.ts';
import { registerRegistryCommands } from './registry/register-registry-commands.ts';
import { registerScheduleCommands } from './schedule/register-schedule-commands.ts';
import { registerSessionCommands } from './session/register-session-commands.ts';
import { registerSignInCommands } from './sign-in/register-sign-in-commands.ts';
import { registerSortCommand } from './sort/register-sort-command.ts';
import { registerStackCommands } from './stack/register-stack-commands.ts';
import { registerTemplateCommands } from './template/register-template-commands.ts';
import type { Terminal } from './terminal/terminal.ts';
import { registerTopicCommands } from './topic/register-topic-commands.ts';
import { registerUserCommands } from './user/register-user-commands.ts';
import { registerWebhookCommands } from './webhook/register-webhook-commands.ts';
import { registerWorkCommands } from './work/register-work-commands.ts';
import { registerWorkerCommands } from './worker/register-worker-commands.ts';

/** The whole tree of commands. Actions import what they need when they run, so that help and completion stay fast. */
export function createProgram(host: CommandHost): Command {
  const program = new Command('longshore')
    .description('Container jobs on a fleet of Docker hosts, over Kafka.')
    .version(manifest.version, '--version', 'say which version this is')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void host.terminal.out.write(text),
      // What commander has to say about wrong usage is said once, by runCommandLine, in the form of every other error.
      outputError: () => undefined,
      writeErr: (text) => void host.terminal.err.write(text),
      getOutHelpWidth: () => Math.min(120, host.terminal.out.columns),
      getErrHelpWidth: () => Math.min(120, host.terminal.err.columns),
    })
    .showSuggestionAfterError()
    .helpCommand(false);
  registerStackCommands(program);
  registerDemoCommand(program, host);
  registerJobCommands(program, host);
  registerScheduleCommands(program, host);
  registerTemplateCommands(program, host);
  registerWorkCommands(program, host);
  registerWorkerCommands(program, host);
  registerKitchenCommands(program, host);
  registerAgentCommands(program, host);
  registerTopicCommands(program, host);
  registerSortCommand(program, host);
  registerRegistryCommands(program, host);
  registerWebhookCommands(program, host);
  registerAuditCommands(program, host);
  registerSignInCommands(program, host);
  registerUserCommands(program, host);
  registerKeyCommands(program, host);
  registerSessionCommands(program, host);
  registerBench(program);
  registerBuildCommands(program);
  registerCompletionCommand(program, host);
  registerHelpCommand(program, host);
  return program;
}

/**
 * Runs one command line.
 *
 * @param args - without the program's own name
 * @returns the exit code
 */
export async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<number> {
  const host = new CommandHost(terminal);
  const program = createProgram(host);
  try {
    await program.parseAsync(args, { from: 'user' });
    return host.exitCode;
  } catch (error) {
    // Help and version are thrown too, so that nothing but the entry ends the process.
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    const shown = error instanceof CommanderError ? usageErrorOf(error, program, args) : error;
    if (shown === undefined) return 2;
    const [{ describeError }, { styleFor }] = await Promise.all([
      import('./errors/describe-error.ts'),
      import('./cli.ts'),
    ]);
    const { text, exitCode } = describeError(shown, styleFor(terminal, terminal.err));
    await terminal.err.write(text);
    return exitCode;
  }
}

/** Undefined where commander already wrote the help of a command that needs a verb. */
function usageErrorOf(error: CommanderError, program: Command, args: readonly string[]): Error | undefined {
  if (error.code === 'commander.help') return undefined;
  return usageError(error, commandPathOf(program, args));
}

/** The command that the arguments lead to, as a person would type it: `longshore job run`. */
function commandPathOf(program: Command, args: readonly string[]): string {
  const path = [program.name()];
  let current = program;
  for (const arg of args) {
    const next = current.commands.find((command) => command.name() === arg || command.aliases().includes(arg));
    if (next === undefined) break;
    path.push(next.name());
    current = next;
  }
  return path.join(' ');
}
