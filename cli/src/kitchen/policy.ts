import { type KitchenNetwork, POLICIES, POLICY_NAMES, type Policy } from '@longshore/schemas';
import { formatDuration, plural } from '@longshore/schemas/words';
import { changeKitchenNetwork, getKitchenNetwork } from '../api/kitchens.ts';
import type { Cli } from '../cli.ts';
import { formatFacts } from '../output/facts.ts';
import { oneLine } from '../output/width.ts';

export interface KitchenPolicyOptions {
  high?: number;
  calm?: number;
  low?: number;
  moves?: number;
  cycle?: number;
  settle?: number;
  rest?: number;
  lostAfter?: number;
  json?: boolean;
}

/** `longshore kitchen policy`: how kitchens are chosen and when orders move; changes what is given, and shows what holds. */
export async function kitchenPolicy(
  cli: Cli,
  policy: Policy | undefined,
  options: KitchenPolicyOptions,
): Promise<void> {
  const patch = patchOf(policy, options);
  const changes = Object.keys(patch).length > 0;
  const network = changes ? await changeKitchenNetwork(cli.api, patch) : await getKitchenNetwork(cli.api);
  if (options.json) return cli.printJson(network);
  await cli.print(`${formatPolicies(cli, network)}\n${formatSettings(cli, network)}`);
  for (const note of network.notes) await cli.note(`${oneLine(note)}\n`);
}

function given<Name extends string>(fields: Record<Name, number | undefined>): Partial<Record<Name, number>> {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Partial<Record<Name, number>>;
}

function patchOf(policy: Policy | undefined, options: KitchenPolicyOptions) {
  const migration = given({
    highPercent: options.high,
    calmPercent: options.calm,
    lowPercent: options.low,
    movesMax: options.moves,
    cycleMs: options.cycle,
    settleMs: options.settle,
    restMs: options.rest,
  });
  return {
    ...(policy === undefined ? {} : { policy }),
    ...(Object.keys(migration).length === 0 ? {} : { migration }),
    ...(options.lostAfter === undefined ? {} : { silence: { lostAfterMs: options.lostAfter } }),
  };
}

function formatPolicies({ style }: Cli, { policy }: KitchenNetwork): string {
  const widest = Math.max(...POLICY_NAMES.map((name) => name.length));
  return POLICY_NAMES.map((name) => {
    const line = `${name === policy ? '▶' : ' '} ${name.padEnd(widest)}  ${POLICIES[name]}\n`;
    return name === policy ? style.bold(line) : line;
  }).join('');
}

function formatSettings({ style }: Cli, { migration, silence }: KitchenNetwork): string {
  const { highPercent, calmPercent, lowPercent, movesMax, cycleMs, settleMs, restMs } = migration;
  const rests = `; one that was moved rests for ${formatDuration(restMs)}`;
  return formatFacts(
    [
      ['Gives orders away', `above ${highPercent} % for ${formatDuration(settleMs)}, until ${calmPercent} %`],
      ['Takes them', `below ${lowPercent} %`],
      ['Moves', `at most ${plural(movesMax, 'order')} in ${formatDuration(cycleMs)}${rests}`],
      ['Lost', `after ${formatDuration(silence.lostAfterMs)} of silence`],
    ],
    style,
  );
}
