'use client';
import { useSearchParams } from 'next/navigation';
import { Segments } from '../parts/segments.tsx';

const WAYS = [
  { value: 'list', words: 'List' },
  { value: 'map', words: 'Map' },
] as const;
type Way = (typeof WAYS)[number]['value'];

/** As a list or on the map, kept in the address. */
export function useShowAs(): Way {
  return useSearchParams().get('view') === 'map' ? 'map' : 'list';
}

/** Chooses between the list and the map. */
export function ShowAs({ way }: { way: Way }) {
  return (
    <Segments
      label="Show agents as"
      options={WAYS}
      value={way}
      onChange={(next) => history.replaceState(null, '', next === 'map' ? '/agents?view=map' : '/agents')}
    />
  );
}
