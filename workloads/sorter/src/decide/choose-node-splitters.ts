import type { SortNode, SortPlan } from '@longshore/schemas/sort';
import { chooseSplitters, decodeSample, encodeSplitters, mergeSamples } from '@longshore/sorting';

/**
 * Where the parts of a node begin, from the samples of all its shares.
 *
 * @returns the splitters as Base64, and how many parts they make: no more than there are elements
 */
export function chooseNodeSplitters(node: SortNode, plan: SortPlan): { splitters: string; parts: number } {
  const samples = Object.values(node.sampled)
    .filter(({ count }) => count > 0)
    .map(({ sample }) => decodeSample(Buffer.from(sample, 'base64')));
  const parts = Math.max(1, Math.min(plan.parts, node.count ?? 1));
  const splitters = chooseSplitters(mergeSamples(samples, plan.order), plan.order, parts);
  return { splitters: Buffer.from(encodeSplitters(splitters)).toString('base64'), parts: splitters.parts };
}
