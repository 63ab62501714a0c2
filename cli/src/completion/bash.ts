import { type CommandNode, dynamicKind, dynamicKindOf, flatten, type OptionNode } from './command-tree.ts';

/** A completion script for bash; `source <(longshore completion bash)` loads it. */
export function bashCompletion(root: CommandNode): string {
  const nodes = flatten(root);
  return `# Completion of longshore for bash: source <(longshore completion bash)
_longshore() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" path="" word index
  for ((index = 1; index < COMP_CWORD; index++)); do
    word="\${COMP_WORDS[index]}"
    case "\${path:+$path }$word" in
${nodes.flatMap(pathCases).join('\n')}
    esac
  done
  COMPREPLY=()
  case "$path $previous" in
${nodes.flatMap(valueCases).join('\n')}
  esac
  local words=""
  case "$path" in
${nodes.map(wordCase).join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _longshore longshore ./longshore
`;
}

/** Spellings of a path: the last word may be an alias. */
function spellings({ path, aliases }: CommandNode): string[] {
  const parent = path.slice(0, -1);
  return [path.at(-1) ?? '', ...aliases].map((name) => [...parent, name].join(' '));
}

function pathCases(node: CommandNode): string[] {
  if (node.path.length === 0) return [];
  const patterns = spellings(node)
    .map((spelling) => `"${spelling}"`)
    .join('|');
  return [`      ${patterns}) path="${node.path.join(' ')}" ;;`];
}

function valueCases(node: CommandNode): string[] {
  return node.options.flatMap((option) => {
    const reply = valueReply(option);
    if (reply === undefined) return [];
    const patterns = option.flags.map((flag) => `"${node.path.join(' ')} ${flag}"`).join('|');
    return [`    ${patterns}) ${reply}; return ;;`];
  });
}

function valueReply(option: OptionNode): string | undefined {
  if (!option.takesValue) return undefined;
  const kind = dynamicKindOf(option);
  if (option.choices.length > 0) return `COMPREPLY=($(compgen -W "${option.choices.join(' ')}" -- "$current"))`;
  if (kind !== undefined)
    return `COMPREPLY=($(compgen -W "$(longshore __complete ${kind} 2>/dev/null)" -- "$current"))`;
  if (option.valueName === 'file') return 'COMPREPLY=($(compgen -f -- "$current"))';
  return 'return';
}

function wordCase(node: CommandNode): string {
  const words = [
    ...node.commands.map(({ path }) => path.at(-1) ?? ''),
    ...node.argumentChoices,
    ...node.options.flatMap(({ flags }) => flags.filter((flag) => flag.startsWith('--'))),
  ].join(' ');
  const kind = dynamicKind(node);
  const dynamic =
    kind === undefined ? '' : ` [[ "$current" == -* ]] || words="$(longshore __complete ${kind} 2>/dev/null)"`;
  return `    "${node.path.join(' ')}") words="${words}"${dynamic === '' ? '' : `;${dynamic}`} ;;`;
}
