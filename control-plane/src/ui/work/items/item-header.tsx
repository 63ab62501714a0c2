'use client';
import { newId, WORK_ITEM_STATES, type WorkItem } from '@longshore/schemas';
import { ActionIcon, Button } from '@mantine/core';
import { useClipboard, useDisclosure } from '@mantine/hooks';
import { IconCopy, IconDots, IconPencil, IconRotateClockwise, IconTerminal2 } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import header from '../../jobs/job-header.module.css';
import { hint } from '../../parts/hint/hint.ts';
import { late } from '../../parts/late.tsx';
import { May, MayItem } from '../../parts/may.tsx';
import { Menu } from '../../parts/menu/menu.tsx';
import { MenuItem } from '../../parts/menu/menu-item.tsx';
import { notifyFailure } from '../../parts/notify-failure.ts';
import { useWhenSettled } from '../../parts/use-when-settled.ts';
import { useMay } from '../../session/use-may.ts';
import { useShortcut } from '../../shortcuts/shortcut-keys.tsx';
import { shortcut } from '../../shortcuts/shortcuts.ts';
import { StateBadge } from '../../state/state-badge.tsx';
import { submitWorkItem } from '../change-work.ts';
import { itemHref } from './item-columns.tsx';

const RedriveDialog = late(async () => (await import('../dead/redrive-dialog.tsx')).RedriveDialog);

/** What it asks for, how it stands, and what people come for: redrive it, submit it again. */
export function ItemHeader({ item }: { item: WorkItem }) {
  const router = useRouter();
  const client = useQueryClient();
  const clipboard = useClipboard();
  const [asking, { open: ask, close }] = useDisclosure(false);
  const failed = item.status === 'failed';
  const may = useMay('work:write') === 'yes';
  useWhenSettled(() => {
    if (failed) RedriveDialog.fetchAhead();
  });
  useShortcut('redrive', ask, { enabled: may && failed });
  const again = useMutation({
    mutationFn: () => submitWorkItem({ type: item.type, payload: item.payload, maxTries: item.maxTries }, newId()),
    onSuccess: ({ id }) => router.push(itemHref({ ...item, id })),
    onError: notifyFailure('Not submitted'),
  });
  return (
    <header className={header.header}>
      <div className={header.name}>
        <h1>{item.asks}</h1>
        <StateBadge view={WORK_ITEM_STATES[item.status]} look="pill" />
      </div>
      <div className={header.actions}>
        {failed ? (
          <May permission="work:write">
            <Button
              leftSection={<IconRotateClockwise size={16} aria-hidden />}
              onClick={ask}
              {...hint('Give it all its tries anew', { keys: shortcut('redrive').keys })}
            >
              Redrive
            </Button>
          </May>
        ) : null}
        <May permission="work:write">
          <Button variant="default" loading={again.isPending} onClick={() => again.mutate()}>
            Submit again
          </Button>
        </May>
        <Menu
          width={230}
          button={
            <ActionIcon size={36} variant="default" aria-label="More">
              <IconDots size={18} />
            </ActionIcon>
          }
        >
          <MayItem permission="work:write">
            <MenuItem href={`/work/new?from=${item.id}`} icon={<IconPencil size={16} aria-hidden />}>
              Submit again with changes
            </MenuItem>
          </MayItem>
          <MenuItem icon={<IconCopy size={16} aria-hidden />} onClick={() => clipboard.copy(item.id)}>
            Copy id
          </MenuItem>
          <MenuItem
            icon={<IconTerminal2 size={16} aria-hidden />}
            onClick={() => clipboard.copy(`./longshore work show ${item.id}`)}
          >
            Copy command
          </MenuItem>
        </Menu>
      </div>
      {asking ? (
        <RedriveDialog
          meant={{ ids: [item.id], words: item.asks }}
          onClose={close}
          onDone={() => void client.invalidateQueries({ queryKey: ['work'] })}
        />
      ) : null}
    </header>
  );
}
