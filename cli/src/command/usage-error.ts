import type { CommanderError } from 'commander';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-codes.ts';

/** Turns what commander says about wrong usage into `what · where · what to do`. */
export function usageError(error: CommanderError, commandPath: string): CliError {
  const [first = '', ...suggestion] = error.message.replace(/^error: /, '').split('\n');
  const invalid =
    /^(option|command-argument) '(?:-\w, )?([^' ]+)[^']*' (?:argument|value) '([\s\S]*?)' is invalid\.?\s*(.*)$/.exec(
      first,
    );
  const what =
    invalid === null ? first.replace(/\.$/, '') : `${invalid[2]} does not take ${JSON.stringify(invalid[3])}`;
  const expected = invalid?.[4]?.replace(/\.$/, '') ?? '';
  const hint = suggestion.join(' ').replace(/^\(|\)$/g, '');
  return new CliError({
    what,
    where: commandPath,
    advice: [expected, hint, `${commandPath} --help shows how`].filter((part) => part !== '').join('; '),
    exitCode: EXIT.refused,
    code: 'usage',
    cause: error,
  });
}
