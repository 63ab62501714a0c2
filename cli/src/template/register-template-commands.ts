import type { Command } from 'commander';
import type { CommandHost } from '../command/command-host.ts';
import { withExamples } from '../command/examples.ts';
import { addSpecOptions } from '../job/spec-options.ts';
import type { TemplateSaveOptions } from './save.ts';

const TEMPLATE = 'name, id, or the start of an id';

/** Adds `template` with its verbs. */
export function registerTemplateCommands(program: Command, host: CommandHost): void {
  const template = program.command('template').description('keep jobs, or parts of them, to run again and again');
  withExamples(template, [
    ['longshore template save tool --image tool:1 --cpu 0.5 --memory 1GiB', 'what always stays the same'],
    ['longshore job run --template tool --env DAY=monday', 'a job from it, with what differs'],
    ['longshore template list', 'all that there are'],
  ]);
  registerSave(template, host);
  registerList(template, host);
  registerShow(template, host);
  registerDelete(template, host);
}

function registerSave(template: Command, host: CommandHost): void {
  const save = addSpecOptions(
    template
      .command('save')
      .description('keep a job, of which anything may be left open; overwrites the template of this name')
      .argument('<name>', 'what the template is called: letters, digits, ".", "_" and "-"'),
  )
    .option('--description <text>', 'what it is for; of one that is overwritten, it stays unless given')
    .option('--json', 'as one JSON document')
    .action((name: string, command: string[], options: TemplateSaveOptions) =>
      host.run(async (cli) => (await import('./save.ts')).templateSave(cli, name, options, command)),
    );
  withExamples(save, [
    ['longshore template save tool --image tool:1 --cpu 0.5 --memory 1GiB', 'from options'],
    ['longshore template save nightly -f job.yaml --description "orders of a day"', 'from a file'],
    ['longshore template save big --template tool --memory 16GiB', 'from another, with changes'],
  ]);
}

function registerList(template: Command, host: CommandHost): void {
  const list = template
    .command('list')
    .alias('ls')
    .description('list templates')
    .argument('[search]', 'part of the name or of the description, or the start of the id')
    .option('--json', 'as one JSON document')
    .action((search: string | undefined, options: { json?: boolean }) =>
      host.run(async (cli) => (await import('./list.ts')).templateList(cli, search, options)),
    );
  withExamples(list, [['longshore template list', 'what each runs, and when it was changed']]);
}

function registerShow(template: Command, host: CommandHost): void {
  const show = template
    .command('show')
    .description('show a template and its job')
    .argument('<template>', TEMPLATE)
    .option('--yaml', 'nothing but the job, as YAML')
    .option('--json', 'as one JSON document')
    .action((given: string, options: { yaml?: boolean; json?: boolean }) =>
      host.run(async (cli) => (await import('./show.ts')).templateShow(cli, given, options)),
    );
  withExamples(show, [
    ['longshore template show tool', 'what it says, and what it leaves open'],
    ['longshore template show tool --yaml > job.yaml', 'a file that job run -f takes'],
  ]);
}

function registerDelete(template: Command, host: CommandHost): void {
  const remove = template
    .command('delete')
    .alias('rm')
    .description('delete templates; jobs made from them stay')
    .argument('<template...>', TEMPLATE)
    .option('--json', 'one JSON object a line')
    .action((templates: string[], options: { json?: boolean }) =>
      host.run(async (cli) => (await import('./delete.ts')).templateDelete(cli, templates, options)),
    );
  withExamples(remove, [['longshore template delete tool', 'the audit log keeps what it said']]);
}
