'use client';
import { SORT_STATES, type SortDetail, sortHasEnded } from '@longshore/schemas';
import { plural } from '@longshore/schemas/words';
import { useClipboard, useDisclosure } from '@mantine/hooks';
import {
  IconCopy,
  IconDots,
  IconDownload,
  IconPencil,
  IconPlayerStop,
  IconRotateClockwise,
  IconTerminal2,
  IconTrash,
} from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { sortResultAddress } from '../../api/sort-queries.ts';
import { Button, ButtonDownload } from '../../parts/button/button.tsx';
import { IconButton } from '../../parts/button/icon-button.tsx';
import { hint } from '../../parts/hint/hint.ts';
import { late } from '../../parts/late.tsx';
import { May, MayItem } from '../../parts/may.tsx';
import { Menu } from '../../parts/menu/menu.tsx';
import { MenuItem } from '../../parts/menu/menu-item.tsx';
import { useWhenSettled } from '../../parts/use-when-settled.ts';
import { useMay } from '../../session/use-may.ts';
import { useShortcut } from '../../shortcuts/shortcut-keys.tsx';
import { shortcut } from '../../shortcuts/shortcuts.ts';
import { StateBadge } from '../../state/state-badge.tsx';
import { deleteSort, stopSort } from '../change-sort.ts';
import classes from './sort-page.module.css';

// For whoever acts.
const AskDialog = late(async () => (await import('../../parts/ask-dialog.tsx')).AskDialog);

export interface SortHeaderProps {
  sort: SortDetail;
  /** A stop was asked for, and its containers are ending. */
  stopping: boolean;
  onAgain: () => void;
}

/** Name, state, and the acts that people come for. */
export function SortHeader({ sort, stopping, onAgain }: SortHeaderProps) {
  const router = useRouter();
  const client = useQueryClient();
  const clipboard = useClipboard();
  const [askingStop, { open: askStop, close: closeStop }] = useDisclosure(false);
  const [askingDelete, { open: askDelete, close: closeDelete }] = useDisclosure(false);
  const stop = useMutation({
    mutationFn: () => stopSort(sort.id),
    onSuccess: async () => {
      closeStop();
      await client.invalidateQueries({ queryKey: ['sorts'] });
      await client.invalidateQueries({ queryKey: ['jobs'] });
    },
  });
  const remove = useMutation({
    mutationFn: () => deleteSort(sort.id),
    onSuccess: async () => {
      router.push('/sorts');
      await client.invalidateQueries({ queryKey: ['sorts'], predicate: ({ queryKey }) => queryKey[2] !== sort.id });
    },
  });
  useWhenSettled(AskDialog.fetchAhead);
  const ended = sortHasEnded(sort.state);
  const stoppable = !ended && !stopping;
  const may = useMay('sorts:write') === 'yes';
  useShortcut('stop-job', askStop, { enabled: may && stoppable });
  useShortcut('run-again', onAgain, { enabled: may });
  const changesHref = `/sorts/new?from=${sort.id}`;
  useShortcut('change-and-run', () => router.push(changesHref), { enabled: may });
  const readable = sort.state === 'SUCCEEDED' && sort.resultUntil !== null;
  return (
    <header className={classes.header}>
      <div className={classes.title}>
        <h1>{sort.name}</h1>
        <StateBadge view={SORT_STATES[sort.state]} look="pill" />
        {stopping && !ended ? <span className={classes.quiet}>stopping</span> : null}
      </div>
      <div className={classes.actions}>
        {ended ? null : (
          <May permission="sorts:write">
            <Button
              {...hint('Stop it', { keys: shortcut('stop-job').keys })}
              variant="default"
              leftSection={<IconPlayerStop size={16} aria-hidden />}
              disabled={!stoppable}
              onClick={askStop}
            >
              Stop
            </Button>
          </May>
        )}
        {readable ? (
          <ButtonDownload href={sortResultAddress(sort.id)} leftSection={<IconDownload size={16} aria-hidden />}>
            Download
          </ButtonDownload>
        ) : null}
        <May permission="sorts:write">
          <Button
            variant="default"
            leftSection={<IconRotateClockwise size={16} aria-hidden />}
            onClick={onAgain}
            {...hint('The same with another number of sorters', { keys: shortcut('run-again').keys })}
          >
            Sort again
          </Button>
        </May>
        <Menu
          width={230}
          button={
            <IconButton size={36} variant="default" aria-label="More">
              <IconDots size={18} />
            </IconButton>
          }
        >
          <MayItem permission="sorts:write">
            <MenuItem href={changesHref} icon={<IconPencil size={16} aria-hidden />}>
              Sort again with changes
            </MenuItem>
          </MayItem>
          <MenuItem icon={<IconCopy size={16} aria-hidden />} onClick={() => clipboard.copy(sort.id)}>
            Copy id
          </MenuItem>
          <MenuItem
            icon={<IconTerminal2 size={16} aria-hidden />}
            onClick={() => clipboard.copy(`./longshore sort show ${sort.id}`)}
          >
            Copy command
          </MenuItem>
          {ended || sort.state === 'AWAITING_INPUT' ? (
            <MayItem permission="sorts:write">
              <MenuItem dangerous icon={<IconTrash size={16} aria-hidden />} onClick={askDelete}>
                Delete
              </MenuItem>
            </MayItem>
          ) : null}
        </Menu>
      </div>
      {askingStop ? (
        <AskDialog
          title={`Stop ${sort.name}?`}
          act="Stop it"
          keep="Keep sorting"
          dangerous
          pending={stop.isPending}
          error={stop.error}
          onAct={() => stop.mutate()}
          onClose={closeStop}
        >
          {sort.state === 'AWAITING_INPUT'
            ? 'It awaits its input no longer: what was uploaded of it counts for nothing.'
            : `The coordinator and ${plural(sort.spec.workers, 'sorter')} end: each container gets SIGTERM, and SIGKILL when its grace period is over. What they have sorted so far is no result, and its topics are removed after an hour. A stopped sort stays stopped; Sort again begins anew.`}
        </AskDialog>
      ) : null}
      {askingDelete ? (
        <AskDialog
          title={`Delete ${sort.name}?`}
          act="Delete"
          dangerous
          pending={remove.isPending || remove.isSuccess}
          error={remove.error}
          onAct={() => remove.mutate()}
          onClose={closeDelete}
        >
          Its four topics go, with input and result: nobody can read or download them any more. The history of its job
          stays.
        </AskDialog>
      ) : null}
    </header>
  );
}
