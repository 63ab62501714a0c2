'use client';
import { SegmentedControl } from '@mantine/core';
import { useSearchParams } from 'next/navigation';

const WAYS = [
  { value: 'list', label: 'List' },
  { value: 'map', label: 'Map' },
] as const;
type Way = (typeof WAYS)[number]['value'];

/** As a list or on the map, kept in the address. */
export function useShowAs(): Way {
  return useSearchParams().get('view') === 'map' ? 'map' : 'list';
}

/** Chooses between the list and the map. */
export function ShowAs({ way }: { way: Way }) {
  return (
    <SegmentedControl
      aria-label="Show agents as"
      value={way}
      onChange={(next) => history.replaceState(null, '', next === 'map' ? '/agents?view=map' : '/agents')}
      data={[...WAYS]}
    />
  );
}
