import type { JobSpecInput, JobTemplate } from '@longshore/schemas';
import { INVALID_REQUEST, ProblemError } from '../api/problem-to-error.ts';
import { getTemplate } from '../api/templates.ts';
import type { Cli } from '../cli.ts';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { readDocument } from './read-document.ts';
import { type LooseSpec, layFlagsOver, layOver, type SpecFlags, specFromFlags } from './spec-from-flags.ts';
import { FLAG_OF_FIELD } from './spec-options.ts';

export interface SpecSource extends SpecFlags {
  file?: string;
  /** A template of the control plane. */
  template?: string;
  /** A file with the fields of a generated record. */
  fields?: string;
}

/** What options are laid over: a template, and over it a file. */
async function readBase(cli: Cli, { template, file, fields }: SpecSource) {
  const kept = template === undefined ? {} : (await readTemplate(cli, template)).spec;
  const given = file === undefined ? {} : await readDocument(cli, file, 'a job');
  return {
    base: layOver(kept, given),
    fields: fields === undefined ? undefined : await readDocument(cli, fields, 'fields and faker methods'),
  };
}

/** What a command line says of a job, and nothing that it leaves open. */
export async function readGivenSpec(cli: Cli, source: SpecSource, command: readonly string[]): Promise<LooseSpec> {
  const { base, fields } = await readBase(cli, source);
  return layFlagsOver(base, source, command, fields);
}

/** The job that a command line asks for, from a template, a file, options and arguments together. */
export async function readSpec(cli: Cli, source: SpecSource, command: readonly string[]): Promise<JobSpecInput> {
  const { base, fields } = await readBase(cli, source);
  const spec = specFromFlags(base, source, command, fields);
  if (Object.keys(spec).length === 1) {
    throw new CliError({
      what: 'nothing to run was named',
      where: 'longshore job',
      advice: 'give --image, --topic for generated records, --template, or -f with a file',
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
      where: whereGiven(source),
      advice: badFields ? 'correct what is named below' : error.advice,
      details: error.fields.map(({ path, message }) => `${fieldName(path)}: ${message}`),
      exitCode: EXIT.refused,
      code: error.code,
      cause: error,
    });
  }
}

/** Where a job was worded, for an error about it. */
export function whereGiven({ file, template }: SpecSource): string {
  const given = file === '-' ? 'stdin' : file;
  if (template === undefined) return given ?? 'the options given';
  return given === undefined ? `the template ${template}` : `${given} over the template ${template}`;
}

/** A template; of a file under this name it is said which option takes it. */
async function readTemplate(cli: Cli, given: string): Promise<JobTemplate> {
  try {
    return await getTemplate(cli.api, given);
  } catch (error) {
    if (!(error instanceof ProblemError) || error.status !== 404) throw error;
    const isFile = /[/\\]|\.(?:ya?ml|json)$/i.test(given);
    throw new CliError({
      what: `there is no template ${given}`,
      where: '--template',
      advice: isFile
        ? '-f takes a job from a file, and --fields the fields of records'
        : 'longshore template list shows those there are',
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
