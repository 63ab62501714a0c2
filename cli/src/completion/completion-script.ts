import type { Command } from 'commander';
import { bashCompletion } from './bash.ts';
import { commandTree } from './command-tree.ts';
import { fishCompletion } from './fish.ts';
import { zshCompletion } from './zsh.ts';

const SHELLS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion };

/** A completion script, made from the tree of commands itself. */
export function completionScript(program: Command, shell: keyof typeof SHELLS): string {
  return SHELLS[shell](commandTree(program));
}
