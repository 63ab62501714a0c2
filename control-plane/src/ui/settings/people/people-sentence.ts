import { ROLES, type User } from '@longshore/schemas';
import { plural } from '@longshore/schemas/words';

/** The one line that answers who may do what: `4 people · 1 viewer, 2 operators, 1 admin · 1 disabled`. */
export function peopleSentence(people: readonly Pick<User, 'role' | 'disabled'>[]): string {
  const enabled = people.filter(({ disabled }) => !disabled);
  const roles = ROLES.map((role) => [role, enabled.filter((person) => person.role === role).length] as const)
    .filter(([, count]) => count > 0)
    .map(([role, count]) => plural(count, role));
  const disabled = people.length - enabled.length;
  return [
    plural(people.length, 'person', 'people'),
    ...(roles.length === 0 ? [] : [roles.join(', ')]),
    ...(disabled === 0 ? [] : [`${disabled} disabled`]),
  ].join(' · ');
}
