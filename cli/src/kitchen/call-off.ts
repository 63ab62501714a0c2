import { callOffOrder } from '../api/kitchens.ts';
import type { Cli } from '../cli.ts';
import { eachOf } from '../command/each-of.ts';

/** `longshore kitchen call-off` */
export async function kitchenCallOff(
  cli: Cli,
  orders: readonly string[],
  options: { json?: boolean },
): Promise<number> {
  return eachOf(cli, orders, async (id) => {
    await callOffOrder(cli.api, id);
    if (options.json) await cli.printJsonLine({ id });
    else await cli.print(`${id}: called off\n`);
  });
}
