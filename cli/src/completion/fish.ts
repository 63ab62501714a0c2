import { type CommandNode, dynamicKind, dynamicKindOf, flatten, type OptionNode } from './command-tree.ts';

/** A completion script for fish; `longshore completion fish | source` loads it. */
export function fishCompletion(root: CommandNode): string {
  const lines = flatten(root).flatMap(nodeLines);
  return `# Completion of longshore for fish: longshore completion fish | source
function __longshore_path
    set -l words (commandline -opc)
    set -e words[1]
    set -l path
    for word in $words
        switch (string join ' ' -- $path $word)
${flatten(root).flatMap(pathCases).join('\n')}
        end
    end
    string join ' ' -- $path
end
function __longshore_at
    set -l path (__longshore_path)
    test "$path" = "$argv[1]"
end
complete -c longshore -f
${lines.join('\n')}
`;
}

function pathCases({ path, aliases }: CommandNode): string[] {
  if (path.length === 0) return [];
  const spellings = [path.at(-1) ?? '', ...aliases].map((name) => quote([...path.slice(0, -1), name].join(' ')));
  return [`            case ${spellings.join(' ')}`, `                set path ${path.map(quote).join(' ')}`];
}

function nodeLines(node: CommandNode): string[] {
  const at = `complete -c longshore -n ${quote(`__longshore_at ${quote(node.path.join(' '))}`)}`;
  const kind = dynamicKind(node);
  return [
    ...node.commands.map(({ path, description }) => `${at} -a ${quote(path.at(-1) ?? '')} -d ${quote(description)}`),
    ...(node.argumentChoices.length === 0 ? [] : [`${at} -a ${quote(node.argumentChoices.join(' '))}`]),
    ...(kind === undefined ? [] : [`${at} -a '(longshore __complete ${kind} 2>/dev/null)'`]),
    ...node.options.map((option) => `${at} ${optionWords(option)}`),
  ];
}

function optionWords(option: OptionNode): string {
  const spelled = option.flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
  return [...spelled, ...valueWords(option), `-d ${quote(option.description)}`].join(' ');
}

function valueWords(option: OptionNode): string[] {
  if (!option.takesValue) return [];
  const kind = dynamicKindOf(option);
  if (option.choices.length > 0) return ['-x', `-a ${quote(option.choices.join(' '))}`];
  if (kind !== undefined) return ['-x', `-a '(longshore __complete ${kind} 2>/dev/null)'`];
  return [option.valueName === 'file' ? '-r -F' : '-x'];
}

function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
