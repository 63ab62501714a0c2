import { formatLabelExpression, labelsSatisfy, labelWords } from '@longshore/schemas';
import { formatBytes, formatCores, plural } from '@longshore/schemas/words';
import type { Exclusion, Place, PlacementRequest } from './place.ts';

function quantityFilter(
  filter: 'cpu' | 'memory' | 'slots',
  words: (quantity: number) => string,
  quantities: { needed: number; capacity: number; reserved: number },
): Exclusion[] {
  const { needed, capacity, reserved } = quantities;
  const free = Math.max(0, capacity - reserved);
  if (needed <= free) return [];
  return [
    {
      filter,
      required: words(needed),
      available: `${words(free)} free of ${words(capacity)}`,
      everPossible: needed <= capacity,
    },
  ];
}

function labelFilter(request: PlacementRequest, place: Place): Exclusion[] {
  return Object.entries(request.labels)
    .filter(([name, value]) => place.labels[name] !== value)
    .map(([name, value]) => ({
      filter: 'label' as const,
      required: `${name}=${value}`,
      available: labelWords(place.labels, name),
      everPossible: false,
    }));
}

function constraintFilter(request: PlacementRequest, place: Place): Exclusion[] {
  return request.constraints
    .filter((expression) => !labelsSatisfy(expression, place.labels))
    .map((expression) => ({
      filter: 'constraint' as const,
      required: formatLabelExpression(expression),
      available: labelWords(place.labels, expression.name),
      everPossible: false,
    }));
}

/**
 * What keeps a place from taking the work, each with what was required against what there is; empty when nothing does.
 * All filters are asked, so that a receipt tells everything at once.
 */
export function hardFilters(request: PlacementRequest, place: Place): Exclusion[] {
  const found: Exclusion[] = [];
  if (request.only.length > 0 && !request.only.includes(place.id)) {
    found.push({ filter: 'agent', required: request.only.join(' or '), available: place.id, everPossible: false });
  }
  found.push(...labelFilter(request, place), ...constraintFilter(request, place));
  if (request.platform !== null && place.platform !== '' && request.platform !== place.platform) {
    found.push({ filter: 'platform', required: request.platform, available: place.platform, everPossible: false });
  }
  if (place.unfit !== null) {
    const required = place.unfit.filter === 'sync' ? 'registered and synced' : 'healthy';
    found.push({ filter: place.unfit.filter, required, available: place.unfit.words, everPossible: true });
  }
  if (place.cordoned) {
    found.push({ filter: 'cordon', required: 'open to new work', available: 'cordoned', everPossible: true });
  }
  const { needs } = request;
  const { capacity, reserved } = place;
  found.push(
    ...quantityFilter('cpu', formatCores, {
      needed: needs.cpuMillis,
      capacity: capacity.cpuMillis,
      reserved: reserved.cpuMillis,
    }),
    ...quantityFilter('memory', formatBytes, {
      needed: needs.memoryBytes,
      capacity: capacity.memoryBytes,
      reserved: reserved.memoryBytes,
    }),
    ...quantityFilter('slots', (count) => plural(count, 'slot'), {
      needed: needs.slots,
      capacity: capacity.slots,
      reserved: reserved.slots,
    }),
  );
  return found;
}
