import type { JobTemplate, JobTemplateInput } from '@longshore/schemas';
import { templateWords } from '@longshore/schemas/words';
import { ProblemError } from '../api/problem-to-error.ts';
import { changeTemplate, createTemplate, getTemplate } from '../api/templates.ts';
import type { Cli } from '../cli.ts';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { fieldName, readGivenSpec, type SpecSource, whereGiven } from '../job/read-spec.ts';
import { oneLine } from '../output/width.ts';

export interface TemplateSaveOptions extends SpecSource {
  description?: string;
  json?: boolean;
}

const FLAG_OF_TEMPLATE_FIELD: Readonly<Record<string, string>> = {
  name: 'the name of the template',
  description: '--description',
};

/** `longshore template save`: makes it, or overwrites the one of this name. */
export async function templateSave(
  cli: Cli,
  name: string,
  options: TemplateSaveOptions,
  command: readonly string[],
): Promise<void> {
  const { description, json, ...source } = options;
  const spec = await readGivenSpec(cli, source, command);
  if (Object.keys(spec).length === 0) {
    throw new CliError({
      what: 'nothing to keep was named',
      where: 'longshore template save',
      advice: 'give any option of a job, such as --image, or -f with a file',
      exitCode: EXIT.refused,
      code: 'usage',
    });
  }
  const wanted = { name, spec, ...(description === undefined ? {} : { description }) };
  const { template, isNew } = await refusedByFlag(source, () => keep(cli, wanted));
  if (json) return cli.printJson(template);
  // The id alone on stdout, so that a script can take it.
  await cli.print(`${template.id}\n`);
  const done = isNew ? 'kept' : 'overwritten';
  await cli.note(
    `${template.name} ${done}: ${oneLine(templateWords(template))} · longshore job run --template ${name}\n`,
  );
}

async function keep(
  cli: Cli,
  { name, ...change }: JobTemplateInput,
): Promise<{ template: JobTemplate; isNew: boolean }> {
  try {
    const { id } = await createTemplate(cli.api, { name, ...change });
    return { template: await getTemplate(cli.api, id), isNew: true };
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code !== 'name_taken') throw error;
    return { template: await changeTemplate(cli.api, name, change), isNew: false };
  }
}

/** A refusal names flags in place of field paths. */
async function refusedByFlag<Answer>(source: SpecSource, ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof ProblemError) || error.status >= 500 || error.fields.length === 0) throw error;
    throw new CliError({
      what: 'the template is not accepted',
      where: whereGiven(source),
      advice: 'correct what is named below',
      details: error.fields.map(({ path, message }) => `${flagOf(path)}: ${message}`),
      exitCode: EXIT.refused,
      code: error.code,
      cause: error,
    });
  }
}

function flagOf(path: string): string {
  return FLAG_OF_TEMPLATE_FIELD[path] ?? fieldName(path.replace(/^spec\.?/, ''));
}
