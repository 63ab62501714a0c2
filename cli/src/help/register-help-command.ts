import { type Command, CommanderError } from 'commander';
import type { CommandHost } from '../command/command-host.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { HELP_TEXTS } from './help-texts.ts';

/** Adds `help [command…]`, which also knows pages that belong to no single command. */
export function registerHelpCommand(program: Command, host: CommandHost): void {
  program
    .command('help')
    .description('help for a command, or about exit-codes, environment, json')
    .argument('[topic...]', 'a command, or one of these')
    .action(async (topic: string[]) => {
      const page = HELP_TEXTS[topic[0] ?? ''];
      if (page !== undefined && topic.length === 1) {
        await host.terminal.out.write(page.text);
        return;
      }
      commandAt(program, topic).outputHelp();
    });
  const pages = Object.entries(HELP_TEXTS).map(([name, { about }]) => `  longshore help ${name.padEnd(12)} ${about}`);
  program.addHelpText('after', `\nMore:\n${pages.join('\n')}`);
  program.addHelpText(
    'before',
    [
      'Examples:',
      '  longshore up                                        # start everything on this machine',
      '  longshore job run --topic people --count 10000      # generate records, follow the job',
      '  longshore topic consume people -n 3                 # read them back',
      '  longshore job list                                  # what runs and what ran',
      '',
    ].join('\n'),
  );
}

function commandAt(program: Command, path: readonly string[]): Command {
  let current = program;
  for (const name of path) {
    const next = current.commands.find((command) => command.name() === name || command.aliases().includes(name));
    if (next === undefined) {
      throw new CommanderError(EXIT.refused, 'commander.unknownCommand', `error: no help about '${path.join(' ')}'`);
    }
    current = next;
  }
  return current;
}
