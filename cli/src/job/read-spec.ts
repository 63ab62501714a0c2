import type { JobSpecInput } from '@longshore/schemas';
import { INVALID_REQUEST, ProblemError } from '../api/problem-to-error.ts';
import type { Cli } from '../cli.ts';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { readDocument } from './read-document.ts';
import { type SpecFlags, specFromFlags } from './spec-from-flags.ts';
import { FLAG_OF_FIELD } from './spec-options.ts';

export interface SpecSource extends SpecFlags {
  file?: string;
  template?: string;
}

/** The job that a command line asks for, from a file, flags and arguments together. */
export async function readSpec(cli: Cli, source: SpecSource, command: readonly string[]): Promise<JobSpecInput> {
  const base = source.file === undefined ? {} : await readDocument(cli, source.file, 'a job');
  const template =
    source.template === undefined ? undefined : await readDocument(cli, source.template, 'fields and faker methods');
  const spec = specFromFlags(base, source, command, template);
  if (Object.keys(spec).length === 1) {
    throw new CliError({
      what: 'nothing to run was named',
      where: 'longshore job',
      advice: 'give --image, --topic for generated records, or -f with a file',
      exitCode: EXIT.refused,
      code: 'usage',
    });
  }
  // The control plane judges the spec by the very schema that this type comes from; judging it here too would only
  // add a second, possibly older, opinion.
  return spec as JobSpecInput;
}

/**
 * Asks the control plane something about a spec; a refusal comes back with flags in place of field paths, and with the
 * exit code for refused jobs.
 */
export async function withFlagNames<Answer>(source: SpecSource, ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof ProblemError) || error.status >= 500) throw error;
    const badFields = error.code === INVALID_REQUEST;
    throw new CliError({
      what: badFields ? 'the job is not accepted' : error.what,
      where: source.file === undefined ? 'the options given' : source.file === '-' ? 'stdin' : source.file,
      advice: badFields ? 'correct what is named below' : error.advice,
      details: error.fields.map(({ path, message }) => `${fieldName(path)}: ${message}`),
      exitCode: EXIT.refused,
      code: error.code,
      cause: error,
    });
  }
}

/** `--memory (resources.memoryBytes)` for a field that a flag sets, else the path alone. */
export function fieldName(path: string): string {
  const field = path.replace(/\[(\d+)\]/g, '.$1');
  for (let prefix = field; prefix !== ''; prefix = prefix.slice(0, Math.max(0, prefix.lastIndexOf('.')))) {
    const flag = FLAG_OF_FIELD[prefix];
    if (flag !== undefined) return flag === `--${field}` ? flag : `${flag} (${field})`;
  }
  return field === '' ? 'the job' : field;
}
