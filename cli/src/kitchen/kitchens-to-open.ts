import { KITCHEN_LIMITS, kitchenIdOfTask, type OpenKitchenInput, placeOfTask } from '@longshore/schemas';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-codes.ts';

/** What is said of kitchens that are to be opened; what is not is chosen. */
export interface KitchenWishes {
  name?: string;
  at?: { latitude: number; longitude: number };
  capacity?: number;
  rail?: number;
  bestAt?: string[];
  clockFactor?: number;
  count?: number;
}

/**
 * What is asked for of each kitchen that is opened. Several are told apart as those of one job are: by a number behind id
 * and name, and in a small ring around the place.
 *
 * @throws CliError when they are too many
 */
export function kitchensToOpen(id: string | undefined, wishes: KitchenWishes): OpenKitchenInput[] {
  const { count = 1, name, at, capacity, rail, bestAt, clockFactor } = wishes;
  const most = KITCHEN_LIMITS.kitchensAtOnceMax;
  if (count > most) {
    throw new CliError({
      what: `--count does not take ${count}`,
      where: 'longshore kitchen open',
      advice: `a whole number from 1 to ${most}; longshore kitchen scale opens more`,
      exitCode: EXIT.refused,
      code: 'usage',
    });
  }
  return Array.from({ length: count }, (_, index) => ({
    ...(id === undefined ? {} : { id: kitchenIdOfTask(id, index, count) }),
    ...(name === undefined ? {} : { name: count === 1 ? name : `${name} ${index + 1}` }),
    ...(at === undefined ? {} : { location: placeOfTask(at, index, count) }),
    ...(capacity === undefined ? {} : { capacity }),
    ...(rail === undefined ? {} : { railMax: rail }),
    ...(bestAt === undefined ? {} : { specialties: bestAt }),
    ...(clockFactor === undefined ? {} : { clockFactor }),
  }));
}
