import { type Command, InvalidArgumentError } from 'commander';
import type { CommandHost } from '../command/command-host.ts';
import { withExamples } from '../command/examples.ts';
import { durationOption, listOption } from '../parse/option-parsers.ts';

/** Adds `agent` with its verbs. */
export function registerAgentCommands(program: Command, host: CommandHost): void {
  const agent = program.command('agent').description('the Docker hosts that jobs run on');
  withExamples(agent, [
    ['longshore agent list', 'state, room and last word of each'],
    ['longshore agent show host-1', 'checks, containers, engine'],
    ['longshore agent drain host-1 --wait', 'empty it, before work on the host'],
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
  registerCordon(agent, host);
  registerLabel(agent, host);
  registerDrain(agent, host);
  registerConfirmDead(agent, host);
}

function registerConfirmDead(agent: Command, host: CommandHost): void {
  const confirmDead = agent
    .command('confirm-dead')
    .description('say that the host of a silent agent is dead for good: what is open there is tried again elsewhere')
    .argument('<agent>', 'its whole id: it cannot be taken back')
    .option('--json', 'as one JSON document')
    .action((id: string, options: { json?: boolean }) =>
      host.run(async (cli) => (await import('./confirm-dead.ts')).agentConfirmDead(cli, id, options)),
    );
  withExamples(confirmDead, [
    ['longshore agent confirm-dead host-1', 'once it is off: where its containers run on, work is done twice'],
  ]);
}

function registerCordon(agent: Command, host: CommandHost): void {
  const cordon = agent
    .command('cordon')
    .description('keep new work away from agents; what runs there runs on')
    .argument('<agent...>', 'ids, or the starts of them')
    .option('--json', 'one JSON document a line, for each agent')
    .action((given: string[], options: { json?: boolean }) =>
      host.run(async (cli) => (await import('./cordon.ts')).agentCordon(cli, given, true, options)),
    );
  withExamples(cordon, [['longshore agent cordon host-1 host-2', 'nothing new is placed there']]);
  const uncordon = agent
    .command('uncordon')
    .description('let new work come again, and call off a drain')
    .argument('<agent...>', 'ids, or the starts of them')
    .option('--json', 'one JSON document a line, for each agent')
    .action((given: string[], options: { json?: boolean }) =>
      host.run(async (cli) => (await import('./cordon.ts')).agentCordon(cli, given, false, options)),
    );
  withExamples(uncordon, [['longshore agent uncordon host-1', 'it takes work again']]);
}

function registerLabel(agent: Command, host: CommandHost): void {
  const label = agent
    .command('label')
    .description('set labels over those that the agent has by itself')
    .argument('<agent>', 'id, or the start of one')
    .argument('[change...]', 'NAME=VALUE sets a label, NAME- takes it away')
    .option('--reset', 'go back to the agent’s own labels')
    .option('--json', 'as one JSON document')
    .action((given: string, changes: string[], options: { reset?: boolean; json?: boolean }) =>
      host.run(async (cli) => (await import('./label.ts')).agentLabel(cli, given, changes, options)),
    );
  withExamples(label, [
    ['longshore agent label host-1 zone=eu-1 disk=ssd', 'jobs can ask for them at once'],
    ['longshore agent label host-1 disk-', 'takes one away'],
    ['longshore agent label host-1 --reset', 'as set on the host again'],
  ]);
}

function registerDrain(agent: Command, host: CommandHost): void {
  const drain = agent
    .command('drain')
    .description('empty agents: what has not started goes elsewhere, what runs is waited for')
    .argument('<agent...>', 'ids, or the starts of them')
    .option('--deadline <duration>', 'how long what runs is waited for, or none', deadlineOption, 600_000)
    .option('--when-deadline <what>', 'stop what still runs then, or leave it: stop, leave', whenDeadlineOption, 'stop')
    .option('--wait', 'until they are empty, or what runs was left')
    .option('--json', 'one JSON document a line, for each agent')
    .action((given: string[], options: DrainFlags) =>
      host.run(async (cli) => {
        const { deadline, ...rest } = options;
        const wish = { ...rest, deadline: deadline === 'none' ? null : deadline };
        return (await import('./drain.ts')).agentDrain(cli, given, wish);
      }),
    );
  withExamples(drain, [
    ['longshore agent drain host-1 --deadline 10m --wait', 'stops after ten minutes what still runs'],
    ['longshore agent drain host-1 --deadline none', 'lets everything end by itself'],
    ['longshore agent drain host-1 --deadline 1h --when-deadline leave', 'never stops what runs'],
    ['longshore agent uncordon host-1', 'calls it off'],
  ]);
}

interface DrainFlags {
  deadline: number | 'none';
  whenDeadline: 'stop' | 'leave';
  wait?: boolean;
  json?: boolean;
}

/** A word and not null for no deadline, which the command-line parser would take for nothing. */
function deadlineOption(text: string): number | 'none' {
  return text.trim().toLowerCase() === 'none' ? 'none' : durationOption(text);
}

function whenDeadlineOption(text: string): string {
  if (text === 'stop' || text === 'leave') return text;
  throw new InvalidArgumentError('expected stop or leave.');
}
