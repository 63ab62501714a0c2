import type { LabelChanges } from '@longshore/schemas';
import { changeAgent } from '../api/agents.ts';
import type { Cli } from '../cli.ts';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { oneLine } from '../output/width.ts';
import { findAgent } from './find-agent.ts';
import { labelWords } from './list.ts';

/** `longshore agent label`: sets labels over the agent's own, takes some away, or goes back to its own. */
export async function agentLabel(
  cli: Cli,
  given: string,
  changes: readonly string[],
  options: { reset?: boolean; json?: boolean },
): Promise<void> {
  const parsed = parseLabelChanges(changes);
  if (options.reset === true ? changes.length > 0 : changes.length === 0) {
    throw usage(
      options.reset === true ? '--reset stands alone' : 'say which labels',
      'such as zone=eu disk-, or --reset',
    );
  }
  const { id } = await findAgent(cli, given);
  const agent = await changeAgent(cli.api, id, { labels: options.reset === true ? null : parsed });
  if (options.json) return cli.printJson(agent);
  const words = labelWords(agent.labels);
  await cli.print(`${oneLine(agent.id)}: ${words === '' ? 'no labels' : oneLine(words)}\n`);
}

/**
 * `zone=eu` sets a label, `zone-` takes it away.
 *
 * @throws CliError when one is neither
 */
export function parseLabelChanges(changes: readonly string[]): LabelChanges {
  return Object.fromEntries(
    changes.map((change): [string, string | null] => {
      const at = change.indexOf('=');
      if (at > 0) return [change.slice(0, at), change.slice(at + 1)];
      if (at === -1 && change.length > 1 && change.endsWith('-')) return [change.slice(0, -1), null];
      throw usage(`${JSON.stringify(change)} is no change of a label`, 'NAME=VALUE sets a label, NAME- takes it away');
    }),
  );
}

function usage(what: string, advice: string): CliError {
  return new CliError({ what, where: 'longshore agent label', advice, exitCode: EXIT.refused, code: 'usage' });
}
