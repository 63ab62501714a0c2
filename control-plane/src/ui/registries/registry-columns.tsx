import { REGISTRY_STATES, type Registry } from '@longshore/schemas';
import { formatCount } from '@longshore/schemas/words';
import { ActionIcon, Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { Column } from '../parts/data-table.tsx';
import { hint } from '../parts/hint/hint.ts';
import { May } from '../parts/may.tsx';
import { StateBadge } from '../state/state-badge.tsx';
import { Ago } from '../time/ago.tsx';
import classes from './registries.module.css';

/** What a row offers. */
export interface RegistryActs {
  /** Null: the control plane has no key to keep anything under. */
  signInAgain: ((registry: Registry) => void) | null;
  forget: (registry: Registry) => void;
}

/** How credentials stand; what to do about it is said on hover, and by the button beside it. */
export function RegistryState({ registry, acts }: { registry: Registry; acts: RegistryActs }) {
  if (registry.usable) return <StateBadge view={REGISTRY_STATES.KEPT} />;
  return (
    <span
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what the badge means is said on focus too
      tabIndex={0}
      {...hint(
        `It was kept under a key that the control plane no longer has.${acts.signInAgain === null ? '' : ' Sign in again.'}`,
      )}
    >
      <StateBadge view={REGISTRY_STATES.UNREADABLE} />
    </span>
  );
}

/** Sign in again, forget. */
export function RegistryActButtons({
  registry,
  acts,
  size = 'compact-xs',
}: {
  registry: Registry;
  acts: RegistryActs;
  size?: 'compact-xs' | 'xs';
}) {
  return (
    <span className={classes.acts}>
      <May permission="registries:write">
        <Button
          size={size}
          variant={registry.usable ? 'default' : 'filled'}
          aria-label={`Sign in again to ${registry.registry}`}
          disabled={acts.signInAgain === null}
          onClick={() => acts.signInAgain?.(registry)}
        >
          Sign in again
        </Button>
      </May>
      <May permission="registries:write">
        <ActionIcon
          size={26}
          aria-label={`Forget ${registry.registry}`}
          onClick={() => acts.forget(registry)}
          {...hint('Forget')}
        >
          <IconTrash size={15} />
        </ActionIcon>
      </May>
    </span>
  );
}

export const registryColumns = (acts: RegistryActs): Column<Registry>[] => [
  {
    id: 'registry',
    header: 'Registry',
    width: '30%',
    cell: (registry) => <span className={classes.name}>{registry.registry}</span>,
  },
  {
    id: 'state',
    header: 'State',
    width: 130,
    cell: (registry) => <RegistryState registry={registry} acts={acts} />,
  },
  {
    id: 'user',
    header: 'User',
    cell: (registry) => registry.username,
  },
  {
    id: 'jobs',
    header: 'Open jobs',
    numeric: true,
    width: 110,
    cell: (registry) => formatCount(registry.jobs),
  },
  {
    id: 'since',
    header: 'Since',
    numeric: true,
    width: 130,
    cell: (registry) => <Ago at={registry.updatedAt} />,
  },
  {
    id: 'acts',
    header: <span className="ls-hidden">What can be done</span>,
    numeric: true,
    width: 170,
    cell: (registry) => <RegistryActButtons registry={registry} acts={acts} />,
  },
];
