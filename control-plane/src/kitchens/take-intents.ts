import { UPSETS, type Upset } from '@longshore/schemas';
import type { Intent } from './facts.ts';
import type { Network } from './network.ts';
import type { WireInstruction } from './turn.ts';

const UPSET_SYMBOLS = { crash: 'CRASH', freeze: 'FREEZE', 'cut-off': 'CUT_OFF' } as const satisfies Record<
  Upset,
  string
>;

function upsetOf({ detail }: Intent): WireInstruction | null {
  const { upset, durationMs } = detail;
  if (typeof upset !== 'string' || !Object.hasOwn(UPSETS, upset) || typeof durationMs !== 'number') return null;
  return { type: 'BeUpset', upset: UPSET_SYMBOLS[upset as Upset], durationMs: Math.trunc(durationMs) };
}

/**
 * Carries out what somebody wants of the balancer. What changes rows is done with the turn.
 *
 * @param mayBeMore - whether orders may lie untaken: what is called off may be among them, and is called off again
 * @returns the intents that are done only when kitchens were told
 */
export function takeIntents(network: Network, intents: readonly Intent[], mayBeMore: boolean): number[] {
  const told: number[] = [];
  for (const intent of intents) {
    const { id, kind, subject } = intent;
    if (kind === 'upset') {
      const instruction = upsetOf(intent);
      // It was meant for the boot that was there then.
      const isSame = network.kitchenOf(subject, () => null)?.bootId === intent.detail.bootId;
      if (instruction !== null && isSame) network.say(subject, instruction);
      told.push(id);
      continue;
    }
    if (kind === 'call off') network.callOff(subject);
    if (kind === 'call off run') network.callOffRun(subject);
    if (!mayBeMore) network.turn.intents.push(id);
  }
  return told;
}
