import {
  type JobSpec,
  type LabelExpression,
  LabelExpressionError,
  parseLabelExpression,
  placementSchema,
} from '@longshore/schemas';
import type { PlacementRequest } from './place.ts';

/**
 * What was accepted is read again here. Should a later version no longer read it, no agent satisfies it: its job waits
 * and says so, and holds up no other.
 */
function expressionOf(text: string): LabelExpression {
  try {
    return parseLabelExpression(text);
  } catch (error) {
    if (!(error instanceof LabelExpressionError)) throw error;
    return { kind: 'in', name: text, values: [] };
  }
}

/** A spec from before a wish existed that today's rules refuse is stored without it. */
const NO_WISHES = placementSchema.parse({});

/** What one task of a job asks of the agent that takes it. */
export function placementRequest(spec: JobSpec): PlacementRequest {
  const placement = { ...NO_WISHES, ...spec.placement };
  return {
    needs: { cpuMillis: spec.resources.cpuMillis, memoryBytes: spec.resources.memoryBytes, slots: 1 },
    only: placement.agents,
    labels: placement.labels,
    constraints: placement.constraints.map(expressionOf),
    preferredLabels: placement.preferredLabels,
    affinities: placement.affinities.map(({ expression, weight }) => ({
      expression: expressionOf(expression),
      weight,
    })),
    specialty: spec.image,
    platform: placement.platform,
    near: placement.near,
  };
}
