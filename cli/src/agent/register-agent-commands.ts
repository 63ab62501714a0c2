import type { Command } from 'commander';
import type { CommandHost } from '../command/command-host.ts';
import { withExamples } from '../command/examples.ts';
import { listOption } from '../parse/option-parsers.ts';

/** Adds `agent` with its verbs. */
export function registerAgentCommands(program: Command, host: CommandHost): void {
  const agent = program.command('agent').description('look at the Docker hosts that jobs run on');
  withExamples(agent, [
    ['longshore agent list', 'state, room and last word of each'],
    ['longshore agent show host-1', 'checks, containers, engine'],
  ]);
  const list = agent
    .command('list')
    .alias('ls')
    .description('list agents')
    .option('--state <state>', 'only in this state, such as ready (again for more)', listOption)
    .option('--json', 'as one JSON document')
    .action((options: { state?: string[]; json?: boolean }) =>
      host.run(async (cli) => (await import('./list.ts')).agentList(cli, options)),
    );
  withExamples(list, [
    ['longshore agent list', 'all of them'],
    ['longshore agent list --state blocked,silent', 'those that need a look'],
  ]);
  const show = agent
    .command('show')
    .description('show an agent: state, checks, room, containers')
    .argument('<agent>', 'id, or the start of one')
    .option('--json', 'as one JSON document')
    .action((given: string, options: { json?: boolean }) =>
      host.run(async (cli) => (await import('./show.ts')).agentShow(cli, given, options)),
    );
  withExamples(show, [['longshore agent show host-1', 'all that is known of it']]);
}
