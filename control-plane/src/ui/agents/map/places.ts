import type { AgentSummary } from '@longshore/schemas';

/** An agent that says where it is. */
export type PlacedAgent = AgentSummary & { location: NonNullable<AgentSummary['location']> };

/** Agents by whether they say where they are; each group by name. */
export function splitByLocation(agents: readonly AgentSummary[]): { placed: PlacedAgent[]; others: AgentSummary[] } {
  const byName = agents.toSorted((a, b) => a.id.localeCompare(b.id));
  return {
    placed: byName.filter((agent): agent is PlacedAgent => agent.location !== null),
    others: byName.filter(({ location }) => location === null),
  };
}

/** What a place is called: as its agents call it, or its coordinates. */
export function placeWords({ name, latitude, longitude }: PlacedAgent['location']): string {
  return name ?? `${degrees(latitude, 'N', 'S')} ${degrees(longitude, 'E', 'W')}`;
}

function degrees(value: number, positive: string, negative: string): string {
  return `${Math.abs(value).toFixed(1)}° ${value < 0 ? negative : positive}`;
}
