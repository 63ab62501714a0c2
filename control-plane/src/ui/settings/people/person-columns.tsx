import { USER_STATES, type User } from '@longshore/schemas';
import { formatCount } from '@longshore/schemas/words';
import type { Column } from '../../parts/data-table.tsx';
import { StateBadge } from '../../state/state-badge.tsx';
import { Ago } from '../../time/ago.tsx';
import { capitalised } from '../../words/sentence.ts';
import classes from '../settings.module.css';

export function PersonState({ person }: { person: User }) {
  return <StateBadge view={USER_STATES[person.disabled ? 'DISABLED' : 'ACTIVE']} />;
}

export function LastSeen({ person: { lastSeenAt } }: { person: User }) {
  return lastSeenAt === null ? <span className={classes.dim}>never</span> : <Ago at={lastSeenAt} />;
}

/** A name, and whether it is one's own. */
export function PersonName({ person, me }: { person: User; me: string | undefined }) {
  return (
    <span>
      <span className={classes.name}>{person.name}</span>
      {person.id === me ? <span className={classes.tag}>you</span> : null}
    </span>
  );
}

/** @param me - the id of whoever looks */
export const personColumns = (me: string | undefined): Column<User>[] => [
  {
    id: 'name',
    header: 'Name',
    cell: (person) => <PersonName person={person} me={me} />,
  },
  {
    id: 'email',
    header: 'E-mail',
    width: '28%',
    cell: (person) => person.email,
  },
  {
    id: 'role',
    header: 'Role',
    width: 110,
    cell: (person) => capitalised(person.role),
  },
  {
    id: 'state',
    header: 'State',
    width: 110,
    cell: (person) => <PersonState person={person} />,
  },
  {
    id: 'places',
    header: 'Signed in',
    numeric: true,
    width: 100,
    cell: (person) => formatCount(person.sessions),
  },
  {
    id: 'keys',
    header: 'Keys',
    numeric: true,
    width: 80,
    cell: (person) => formatCount(person.keys),
  },
  {
    id: 'seen',
    header: 'Last seen',
    numeric: true,
    width: 120,
    cell: (person) => <LastSeen person={person} />,
  },
];
