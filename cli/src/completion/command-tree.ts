import type { Command } from 'commander';

export interface OptionNode {
  /** As typed: `-f`, `--file`. */
  flags: string[];
  takesValue: boolean;
  choices: readonly string[];
  description: string;
  /** What the value is called, such as `file`. */
  valueName: string;
}

/** What completion scripts are made from. */
export interface CommandNode {
  /** Path without the program's name; empty for the program itself. */
  path: string[];
  aliases: readonly string[];
  description: string;
  options: OptionNode[];
  /** Names of the arguments, such as `job` or `topic`. */
  argumentNames: string[];
  /** Choices of the first argument. */
  argumentChoices: readonly string[];
  commands: CommandNode[];
}

/** The tree of commands as data, without hidden ones. */
export function commandTree(command: Command, path: string[] = []): CommandNode {
  const help = command.createHelp();
  return {
    path,
    aliases: command.aliases(),
    description: command.description(),
    options: help.visibleOptions(command).map((option) => ({
      flags: [option.short, option.long].filter((flag): flag is string => flag !== undefined && flag !== null),
      takesValue: option.required || option.optional,
      choices: option.argChoices ?? [],
      description: option.description,
      valueName: /[<[]([^>\]]+)[>\]]/.exec(option.flags)?.[1] ?? '',
    })),
    argumentNames: command.registeredArguments.map((argument) => argument.name()),
    argumentChoices: command.registeredArguments[0]?.argChoices ?? [],
    commands: help
      .visibleCommands(command)
      .filter((sub) => sub.name() !== command.name() || path.length === 0)
      .map((sub) => commandTree(sub, [...path, sub.name()])),
  };
}

/** All nodes below and including this one. */
export function flatten(node: CommandNode): CommandNode[] {
  return [node, ...node.commands.flatMap(flatten)];
}

/** What options are named after; `--user` and `--key` mean other things as well. */
const OF_OPTIONS: readonly string[] = [
  'job',
  'schedule',
  'template',
  'agent',
  'topic',
  'registry',
  'webhook',
  'kitchen',
  'run',
];

const OF_ARGUMENTS: readonly string[] = [...OF_OPTIONS, 'sort', 'item', 'order', 'worker', 'user', 'key', 'session'];

/** Which ids of the control plane fit an argument or an option's value: `job`, `schedule`, `template` and so on. */
export function dynamicKind(node: CommandNode): string | undefined {
  return node.argumentNames.find((name) => OF_ARGUMENTS.includes(name));
}

/** The same for an option that takes a value. */
export function dynamicKindOf({ flags, takesValue, valueName }: OptionNode): string | undefined {
  const name = flags.at(-1)?.replace(/^--/, '') ?? '';
  if (takesValue && valueName === 'email') return 'user';
  return takesValue && OF_OPTIONS.includes(name) ? name : undefined;
}
