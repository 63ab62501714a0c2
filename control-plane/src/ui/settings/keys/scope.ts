import { PERMISSIONS, type Permission } from '@longshore/schemas';

/** How far a key may go with one noun: the words of the API after the colon, or not at all. */
export type Reach = 'none' | 'read' | 'write';

/** What a key may reach, by noun: `{jobs: 'write'}`. */
export type Scope = Readonly<Record<string, Reach>>;

/** A noun of the API with what may be chosen for it. */
export interface Noun {
  noun: string;
  reaches: Reach[];
}

function permissionOf(noun: string, reach: Reach): Permission | undefined {
  return PERMISSIONS.find((permission) => permission === `${noun}:${reach}`);
}

/** The nouns that somebody may reach, each with how far: a key never goes further than its owner. */
export function nounsOf(permissions: readonly Permission[]): Noun[] {
  const nouns = new Set(permissions.map((permission) => permission.split(':')[0] ?? ''));
  return [...nouns].map((noun) => ({
    noun,
    reaches: (['none', 'read', 'write'] as const).filter((reach) => {
      const permission = permissionOf(noun, reach);
      return reach === 'none' || (permission !== undefined && permissions.includes(permission));
    }),
  }));
}

/** The permissions of a scope. Who may write may read there too: that is said, and not only meant. */
export function permissionsIn(scope: Scope): Permission[] {
  return PERMISSIONS.filter((permission) => {
    const [noun = '', act] = permission.split(':');
    const reach = scope[noun] ?? 'none';
    return reach === act || (reach === 'write' && act === 'read');
  });
}

/** What a key may be used for, in words: `jobs: read and write · agents: read`. */
export function scopeWords(permissions: readonly Permission[] | null): string {
  if (permissions === null) return 'All that its owner may do';
  const nouns = new Map<string, Set<string>>();
  for (const permission of permissions) {
    const [noun = '', act = ''] = permission.split(':');
    nouns.set(noun, (nouns.get(noun) ?? new Set()).add(act));
  }
  return [...nouns]
    .map(([noun, acts]) => `${noun}: ${acts.has('write') ? 'read and write' : [...acts].join(' and ')}`)
    .join(' · ');
}
