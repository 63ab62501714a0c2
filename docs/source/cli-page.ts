import type { Command } from 'commander';
import { HELP_TEXTS } from '../../cli/src/help/help-texts.ts';

/** The page about the command line, from the commands themselves. */
export function cliPage(program: Command): string {
  const sections = [
    '# Command line\n\nMade from the commands themselves by `node docs/generate-main.ts`. `longshore <command> --help` shows the same, with\nexamples. In a clone the program is `./longshore`.',
    ...program.commands.flatMap((command) => sectionsOf(command, [])),
    ...Object.values(HELP_TEXTS).map(
      ({ about, text }) => `## ${sentence(about)}\n\n\`\`\`text\n${text.trim()}\n\`\`\``,
    ),
  ];
  return `${sections.join('\n\n')}\n`;
}

function sectionsOf(command: Command, above: readonly string[]): string[] {
  const path = [...above, command.name()];
  const verbs = command.commands.flatMap((child) => sectionsOf(child, path));
  // A noun does nothing without its verb; what takes arguments itself does.
  if (verbs.length > 0 && command.registeredArguments.length === 0) return verbs;
  const options = command.options.filter(({ hidden }) => !hidden);
  const table =
    options.length === 0
      ? []
      : [
          '| option | what it is |\n|---|---|',
          ...options.map(({ flags, description }) => `| \`${flags}\` | ${cell(description)} |`),
        ];
  const usage =
    `\`longshore ${path.join(' ')} ${command.usage().replace(/\s*\[options\]/, options.length > 0 ? '[options]' : '')}`.trimEnd();
  const heading = `## ${path.join(' ')}`;
  return [
    [heading, `${usage}\``, `${sentence(command.description())}.`, table.join('\n')]
      .filter((part) => part !== '')
      .join('\n\n'),
    ...verbs,
  ];
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`.replace(/\.$/, '');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
