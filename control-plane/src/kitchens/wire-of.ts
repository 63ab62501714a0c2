import type { Instruction } from '@longshore/kitchens';
import type { WireInstruction } from './turn.ts';

/**
 * An instruction as the kitchen reads it.
 *
 * @param cookMsOf - how long an order takes; undefined: it has ended, and there is nothing to cook
 * @returns null where there is nothing to say
 */
export function wireOf(
  instruction: Instruction,
  cookMsOf: (orderId: string) => number | undefined,
): WireInstruction | null {
  switch (instruction.kind) {
    case 'cook': {
      const { id: orderId, epoch, dish, priority } = instruction.order;
      const cookMs = cookMsOf(orderId);
      return cookMs === undefined ? null : { type: 'Cook', orderId, epoch, dish, priority, cookMs };
    }
    case 'give back':
      return { type: 'GiveBack', orderId: instruction.orderId, epoch: instruction.epoch };
    case 'drop':
      return { type: 'Drop', orderId: instruction.orderId, epoch: instruction.epoch };
    case 'start anew':
      return { type: 'StartAnew' };
  }
}
