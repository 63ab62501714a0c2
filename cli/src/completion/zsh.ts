import { type CommandNode, dynamicKind, dynamicKindOf, flatten, type OptionNode } from './command-tree.ts';

/** A completion script for zsh; put it on the fpath as `_longshore`, or source it after compinit. */
export function zshCompletion(root: CommandNode): string {
  return `#compdef longshore
# Completion of longshore for zsh: source <(longshore completion zsh)
_longshore_ids() {
  local -a ids
  ids=(\${(f)"$(longshore __complete $1 2>/dev/null)"})
  compadd -a ids
}
${flatten(root).map(nodeFunction).join('\n')}
if [ "$funcstack[1]" = "_longshore" ]; then
  _longshore "$@"
else
  compdef _longshore longshore
fi
`;
}

function functionName({ path }: CommandNode): string {
  return ['_longshore', ...path].join('_').replaceAll('-', '_');
}

function nodeFunction(node: CommandNode): string {
  const options = node.options.map((option) => `    ${optionSpec(option)}`);
  if (node.commands.length > 0) {
    const commands = node.commands.map(
      ({ path, description }) => `      ${quote(`${path.at(-1)}:${description.replaceAll(':', ' –')}`)}`,
    );
    const cases = node.commands.map(
      (sub) => `      ${[sub.path.at(-1), ...sub.aliases].join('|')}) ${functionName(sub)} ;;`,
    );
    return `${functionName(node)}() {
  local line state
  _arguments -C \\
${[...options, '    "1: :->command"', '    "*:: :->rest"'].join(' \\\n')}
  case $state in
    command)
      local -a commands
      commands=(
${commands.join('\n')}
      )
      _describe command commands ;;
    rest)
      case $line[1] in
${cases.join('\n')}
      esac ;;
  esac
}`;
  }
  const kind = dynamicKind(node);
  const rest =
    kind !== undefined
      ? `"*: : _longshore_ids ${kind}"`
      : node.argumentChoices.length > 0
        ? `"1: :(${node.argumentChoices.join(' ')})"`
        : '"*: :_files"';
  return `${functionName(node)}() {
  _arguments \\
${[...options, `    ${rest}`].join(' \\\n')}
}`;
}

function optionSpec(option: OptionNode): string {
  const { flags, description } = option;
  const spelled = flags.length > 1 ? `{${flags.join(',')}}` : (flags[0] ?? '');
  const text = `[${description.replaceAll(/[[\]]/g, '').replaceAll(':', ' –')}]${valueSpec(option)}`;
  return `"*"${spelled}${quote(text)}`;
}

/** A space before an action makes zsh call it with its own arguments and no others. */
function valueSpec(option: OptionNode): string {
  if (!option.takesValue) return '';
  const kind = dynamicKindOf(option);
  const name = option.valueName.replaceAll(':', ' ');
  if (option.choices.length > 0) return `:${name}:(${option.choices.join(' ')})`;
  if (kind !== undefined) return `:${name}: _longshore_ids ${kind}`;
  return `:${name}:${option.valueName === 'file' ? '_files' : ' '}`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
