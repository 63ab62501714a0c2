import { labelsSatisfy } from '@longshore/schemas';
import { closeness, distanceKm, freeShare, promptness } from '@longshore/schemas/placement';
import { plural } from '@longshore/schemas/words';
import type { Location, Place, PlacementRequest, Quantities, ScoreTerm, TermName, Weights } from './place.ts';

interface TermValue {
  value: number;
  detail: string;
}

/** The scarcest of cpu, memory and slots decides how free a place is. */
function loadTerm(capacity: Quantities, reserved: Quantities): TermValue {
  const shares = (['cpuMillis', 'memoryBytes', 'slots'] as const).map((kind) => ({
    kind,
    free: freeShare(capacity[kind], reserved[kind]),
  }));
  const scarcest = shares.reduce((least, share) => (share.free < least.free ? share : least));
  const noun = { cpuMillis: 'cpu', memoryBytes: 'memory', slots: 'slots' }[scarcest.kind];
  return { value: scarcest.free, detail: `${Math.round(scarcest.free * 100)} % of its ${noun} free` };
}

/** The share of wishes met: each preferred label is one, the image (or dish) at hand another, an affinity its weight. */
function specialtyTerm(request: PlacementRequest, place: Place): TermValue {
  const labels = Object.entries(request.preferredLabels);
  const { affinities } = request;
  const met = labels.filter(([name, value]) => place.labels[name] === value).length;
  const fitting = affinities.filter(({ expression }) => labelsSatisfy(expression, place.labels));
  const warm = request.specialty !== null && place.specialties.has(request.specialty);
  const wishes = labels.length + weightOf(affinities) + (request.specialty === null ? 0 : 1);
  if (wishes === 0) return { value: 1, detail: 'nothing particular wanted' };
  const parts = [
    ...(labels.length > 0 ? [`${met} of ${labels.length} preferred labels`] : []),
    ...(affinities.length > 0 ? [`${fitting.length} of ${plural(affinities.length, 'affinity', 'affinities')}`] : []),
    ...(request.specialty === null
      ? []
      : [warm ? `has ${request.specialty}` : `${request.specialty} is not there yet`]),
  ];
  return { value: Math.min(1, (met + weightOf(fitting) + (warm ? 1 : 0)) / wishes), detail: parts.join(', ') };
}

function weightOf(affinities: PlacementRequest['affinities']): number {
  return affinities.reduce((sum, { weight }) => sum + weight, 0);
}

function timeTerm(averageDurationMs: number): TermValue {
  return {
    value: promptness(averageDurationMs),
    detail:
      averageDurationMs <= 0 ? 'nothing finished here yet' : `${(averageDurationMs / 1000).toFixed(1)} s on average`,
  };
}

function distanceTerm(near: Location | null, location: Location | null): TermValue {
  if (near === null) return { value: 1, detail: 'no location wanted' };
  if (location === null) return { value: 0, detail: 'its location is not known' };
  const km = distanceKm(near, location);
  return { value: closeness(km), detail: `${Math.round(km)} km away` };
}

/** The terms of a place's score, each value in 0..1. Their weighted sum is the score. */
export function scoreTerms(request: PlacementRequest, place: Place, weights: Weights): ScoreTerm[] {
  const values: Record<TermName, TermValue> = {
    load: loadTerm(place.capacity, place.reserved),
    specialty: specialtyTerm(request, place),
    time: timeTerm(place.averageDurationMs),
    distance: distanceTerm(request.near, place.location),
  };
  return (Object.keys(values) as TermName[]).map((name) => ({
    name,
    value: values[name].value,
    weight: weights[name],
    weighted: values[name].value * weights[name],
    detail: values[name].detail,
  }));
}
