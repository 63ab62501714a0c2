import type { JobSpec } from '@longshore/schemas';
import type { PlacementRequest } from './place.ts';

/** What one task of a job asks of the agent that takes it. */
export function placementRequest(spec: JobSpec): PlacementRequest {
  return {
    needs: { cpuMillis: spec.resources.cpuMillis, memoryBytes: spec.resources.memoryBytes, slots: 1 },
    only: spec.placement.agents,
    labels: spec.placement.labels,
    preferredLabels: spec.placement.preferredLabels,
    specialty: spec.image,
    platform: null,
    near: null,
  };
}
