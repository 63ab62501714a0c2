import type { CommanderError } from 'commander';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-codes.ts';

const BAD_OPTION =
  /^option '(?:-\w, )?(?<name>[^' ]+)[^']*' argument '(?<given>[\s\S]*?)' is invalid\.?\s*(?<right>.*)$/;
const BAD_ARGUMENT =
  /^command-argument value '(?<given>[\s\S]*?)' is invalid for argument '(?<name>[^']+)'\.?\s*(?<right>.*)$/;

/** Turns what commander says about wrong usage into `what · where · what to do`. */
export function usageError(error: CommanderError, commandPath: string): CliError {
  const [first = '', ...suggestion] = error.message.replace(/^error: /, '').split('\n');
  const bad = (BAD_OPTION.exec(first) ?? BAD_ARGUMENT.exec(first))?.groups;
  const what = bad === undefined ? first.replace(/\.$/, '') : `${bad.name} does not take ${JSON.stringify(bad.given)}`;
  const hints = [bad?.right?.replace(/\.$/, '') ?? '', suggestion.join(' ').replace(/^\(|\)$/g, '')];
  return new CliError({
    what,
    where: commandPath,
    advice: [...hints, `${commandPath} --help shows how`].filter((part) => part !== '').join('; '),
    exitCode: EXIT.refused,
    code: 'usage',
    cause: error,
  });
}
