import { UPSETS, type Upset } from '@longshore/schemas';
import { upsetKitchen } from '../api/kitchens.ts';
import type { Cli } from '../cli.ts';

export interface KitchenUpsetOptions {
  for?: number;
  json?: boolean;
}

/** `longshore kitchen upset` */
export async function kitchenUpset(cli: Cli, id: string, upset: Upset, options: KitchenUpsetOptions): Promise<void> {
  const body = { upset, ...(options.for === undefined ? {} : { durationMs: options.for }) };
  await upsetKitchen(cli.api, id, body);
  if (options.json) return cli.printJson({ id, ...body });
  await cli.print(`${id}: told to ${upset === 'cut-off' ? 'be cut off' : upset}\n`);
  await cli.note(`${UPSETS[upset]} · longshore kitchen orders --kitchen ${id} shows where its orders went\n`);
}
