'use client';
import type { Registry } from '@longshore/schemas';
import { plural } from '@longshore/schemas/words';
import { Button } from '@mantine/core';
import { IconAlertTriangle, IconBuildingWarehouse, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { registriesQuery } from '../api/registry-queries.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Empty } from '../parts/empty.tsx';
import { May } from '../parts/may.tsx';
import { Note } from '../parts/note.tsx';
import { PageBody, PageHead } from '../parts/page-body.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { SettingsBar } from '../settings/settings-bar.tsx';
import { Ago } from '../time/ago.tsx';
import { FIRST_REGISTRY_COMMAND } from './first-registry-command.ts';
import { ForgetDialog } from './forget-dialog.tsx';
import classes from './registries.module.css';
import { registriesSentence } from './registries-sentence.ts';
import { RegistryActButtons, type RegistryActs, RegistryState, registryColumns } from './registry-columns.tsx';
import { SignInDialog } from './sign-in-dialog.tsx';

/** What is being asked for. */
type Asking = { act: 'sign-in'; again: Registry | null } | { act: 'forget'; registry: Registry } | null;

const rowId = ({ registry }: Registry) => registry;

/** Where agents sign in to pull images: each registry with its user, and how many jobs rely on it. */
export function RegistriesPage() {
  const { data, error, refetch } = useQuery(registriesQuery());
  const [asking, setAsking] = useState<Asking>(null);
  const keyless = data?.ready === false;
  const acts = useMemo<RegistryActs>(
    () => ({
      signInAgain: keyless ? null : (registry) => setAsking({ act: 'sign-in', again: registry }),
      forget: (registry) => setAsking({ act: 'forget', registry }),
    }),
    [keyless],
  );
  const columns = useMemo(() => registryColumns(acts), [acts]);
  const close = () => setAsking(null);
  const signIn = (
    <May permission="registries:write">
      <Button
        leftSection={<IconPlus size={16} aria-hidden />}
        disabled={keyless}
        onClick={() => setAsking({ act: 'sign-in', again: null })}
      >
        Sign in to a registry
      </Button>
    </May>
  );
  return (
    <PageBody wide>
      <SettingsBar />
      <PageHead title="Registries" answer={data === undefined ? '\u00a0' : registriesSentence(data)} actions={signIn} />
      {error === null ? null : <ProblemNote error={error} retry={() => void refetch()} />}
      {keyless ? (
        <Note tone="look" icon={<IconAlertTriangle size={18} />} title="No key to keep credentials under">
          Set LONGSHORE_SECRET_KEY for web and dispatcher to the same key and restart them;{' '}
          <code>openssl rand -base64 32</code> makes one. Until then nobody can sign in, and all else works.
        </Note>
      ) : null}
      {data !== undefined && data.items.length === 0 ? (
        <Empty
          icon={<IconBuildingWarehouse size={22} />}
          title="No registries yet"
          {...(keyless ? {} : { command: FIRST_REGISTRY_COMMAND, action: signIn })}
        >
          Sign in once to a registry of private images, and every agent that has to pull from it can.
        </Empty>
      ) : data === undefined && error !== null ? null : (
        <DataTable
          label="Registries"
          rows={data?.items}
          columns={columns}
          rowId={rowId}
          card={(registry) => <RegistryCard registry={registry} acts={acts} />}
          skeletonRows={3}
        />
      )}
      {asking?.act === 'sign-in' ? <SignInDialog again={asking.again} onClose={close} /> : null}
      {asking?.act === 'forget' ? <ForgetDialog registry={asking.registry} onClose={close} /> : null}
    </PageBody>
  );
}

function RegistryCard({ registry, acts }: { registry: Registry; acts: RegistryActs }) {
  return (
    <div className={classes.card}>
      <div className={classes['card-line']}>
        <span className={classes.name}>{registry.registry}</span>
        <RegistryState registry={registry} acts={acts} />
      </div>
      <div className={classes['card-line']}>
        <span>{registry.username}</span>
        <span className={classes.dim}>
          {plural(registry.jobs, 'open job')} · <Ago at={registry.updatedAt} />
        </span>
      </div>
      <RegistryActButtons registry={registry} acts={acts} size="xs" />
    </div>
  );
}
