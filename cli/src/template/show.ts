import { templateWords } from '@longshore/schemas/words';
import { getTemplate } from '../api/templates.ts';
import type { Cli } from '../cli.ts';
import { formatFacts } from '../output/facts.ts';
import { ago } from '../output/time.ts';
import { oneLine } from '../output/width.ts';

/** `longshore template show`: with `--yaml` nothing but the job, as `-f` takes it. */
export async function templateShow(
  cli: Cli,
  given: string,
  options: { yaml?: boolean; json?: boolean },
): Promise<void> {
  const template = await getTemplate(cli.api, given);
  if (options.json) return cli.printJson(template);
  const { stringify } = await import('yaml');
  const job = stringify(template.spec, { lineWidth: 0 });
  if (options.yaml) return cli.print(job);
  const { style } = cli;
  const { name, description, id, updatedAt } = template;
  const facts = formatFacts(
    [
      ['For', description === '' ? null : oneLine(description)],
      ['Runs', oneLine(templateWords(template))],
      ['Changed', ago(updatedAt, cli.terminal.nowMs())],
      ['Id', id],
    ],
    style,
  );
  const use = style.faint(`longshore job run --template ${name} runs it\n`);
  await cli.print([`${style.bold(name)}\n${facts}`, `${style.bold('Job')}\n${job}`, use].join('\n'));
}
