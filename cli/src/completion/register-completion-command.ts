import { Argument, type Command } from 'commander';
import type { CommandHost } from '../command/command-host.ts';
import { withExamples } from '../command/examples.ts';

/** Adds `completion SHELL`, and the hidden verb that completion scripts ask for ids. */
export function registerCompletionCommand(program: Command, host: CommandHost): void {
  const completion = program
    .command('completion')
    .description('print a completion script for a shell')
    .addArgument(new Argument('<shell>', 'which shell').choices(['bash', 'zsh', 'fish']))
    .action(async (shell: 'bash' | 'zsh' | 'fish') => {
      const { completionScript } = await import('./completion-script.ts');
      await host.terminal.out.write(completionScript(program, shell));
    });
  withExamples(completion, [
    ['source <(longshore completion bash)', 'in ~/.bashrc'],
    ['source <(longshore completion zsh)', 'in ~/.zshrc, after compinit'],
    ['longshore completion fish | source', 'in ~/.config/fish/config.fish'],
  ]);
  program
    .command('__complete', { hidden: true })
    .argument('<kind>')
    .action((kind: string) => host.run(async (cli) => (await import('./complete-ids.ts')).completeIds(cli, kind)));
}
