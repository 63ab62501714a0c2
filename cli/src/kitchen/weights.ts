import type { KitchenNetwork } from '@longshore/schemas';
import { changeKitchenNetwork, getKitchenNetwork } from '../api/kitchens.ts';
import type { Cli } from '../cli.ts';
import { formatFacts } from '../output/facts.ts';
import { oneLine } from '../output/width.ts';

export interface KitchenWeightsOptions extends Partial<KitchenNetwork['weights']> {
  json?: boolean;
}

/** `longshore kitchen weights`: what is not given stays as it is. */
export async function kitchenWeights(cli: Cli, { json, ...given }: KitchenWeightsOptions): Promise<void> {
  let network = await getKitchenNetwork(cli.api);
  if (Object.keys(given).length > 0) {
    network = await changeKitchenNetwork(cli.api, { weights: { ...network.weights, ...given } });
  }
  if (json) return cli.printJson(network.weights);
  const { load, specialty, time, distance } = network.weights;
  const share = (weight: number): string => weight.toFixed(2);
  await cli.print(
    formatFacts(
      [
        ['Load', `${share(load)}  how much room is free`],
        ['Specialty', `${share(specialty)}  whether it cooks the dish better than others`],
        ['Time', `${share(time)}  how fast it was lately`],
        ['Distance', `${share(distance)}  how near the customer is`],
      ],
      cli.style,
    ),
  );
  for (const note of network.notes) await cli.note(`${oneLine(note)}\n`);
  if (network.policy !== 'scored') await cli.note(`the policy is ${network.policy}, which weighs nothing\n`);
}
