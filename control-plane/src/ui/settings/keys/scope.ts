import { PERMISSIONS, type Permission } from '@longshore/schemas';

/** How far a key may go with one noun: the words of the API after the colon, or not at all. */
export type Reach = 'none' | 'read' | 'write' | 'perform';

const REACHES: readonly Reach[] = ['none', 'read', 'write', 'perform'];

/** What a key may reach, by noun: `{jobs: 'write'}`. */
export type Scope = Readonly<Record<string, Reach>>;

/** What is neither reading nor writing is chosen by itself: a worker's key performs work, and reads none. */
function nounOf(permission: Permission): string {
  const [noun = '', act] = permission.split(':');
  return act === 'read' || act === 'write' ? noun : permission;
}

/** A noun of the API with what may be chosen for it. */
export interface Noun {
  noun: string;
  reaches: Reach[];
}

function permissionOf(noun: string, reach: Reach): Permission | undefined {
  return PERMISSIONS.find((permission) => nounOf(permission) === noun && permission.endsWith(`:${reach}`));
}

/** The nouns that somebody may reach, each with how far: a key never goes further than its owner. */
export function nounsOf(permissions: readonly Permission[]): Noun[] {
  const nouns = new Set(permissions.map(nounOf));
  return [...nouns].map((noun) => ({
    noun,
    reaches: REACHES.filter((reach) => {
      const permission = permissionOf(noun, reach);
      return reach === 'none' || (permission !== undefined && permissions.includes(permission));
    }),
  }));
}

/** The permissions of a scope. Who may write may read there too: that is said, and not only meant. */
export function permissionsIn(scope: Scope): Permission[] {
  return PERMISSIONS.filter((permission) => {
    const act = permission.split(':')[1];
    const reach = scope[nounOf(permission)] ?? 'none';
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
  return [...nouns].map(([noun, acts]) => `${noun}: ${actsInWords(acts)}`).join(' · ');
}

function actsInWords(acts: ReadonlySet<string>): string {
  return [
    ...(acts.has('write') ? ['read', 'write'] : []),
    ...[...acts].filter((act) => !acts.has('write') || act === 'perform'),
  ].join(' and ');
}
