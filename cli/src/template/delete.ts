import { deleteTemplate, getTemplate } from '../api/templates.ts';
import type { Cli } from '../cli.ts';
import { eachOf } from '../command/each-of.ts';

/** `longshore template delete`: jobs made from it stay. */
export async function templateDelete(
  cli: Cli,
  templates: readonly string[],
  options: { json?: boolean },
): Promise<number> {
  return eachOf(cli, templates, async (given) => {
    const { id, name } = await getTemplate(cli.api, given);
    await deleteTemplate(cli.api, id);
    if (options.json) await cli.printJsonLine({ id, name, deleted: true });
    else await cli.print(`${name} deleted\n`);
  });
}
