'use client';
import { newId, type WorkItem } from '@longshore/schemas';
import { ActionIcon, Button, Menu } from '@mantine/core';
import { useClipboard, useDisclosure } from '@mantine/hooks';
import { IconCopy, IconDots, IconPencil, IconRotateClockwise, IconTerminal2 } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import header from '../../jobs/job-header.module.css';
import { May, MayItem } from '../../parts/may.tsx';
import { notifyFailure } from '../../parts/notify-failure.ts';
import { useMay } from '../../session/use-may.ts';
import { KeysHint } from '../../shortcuts/keys.tsx';
import { useShortcut } from '../../shortcuts/shortcut-keys.tsx';
import { shortcut } from '../../shortcuts/shortcuts.ts';
import { StateBadge } from '../../state/state-badge.tsx';
import { submitWorkItem } from '../change-work.ts';
import { RedriveDialog } from '../dead/redrive-dialog.tsx';
import { itemHref } from './item-columns.tsx';

/** What it asks for, how it stands, and what people come for: redrive it, submit it again. */
export function ItemHeader({ item }: { item: WorkItem }) {
  const router = useRouter();
  const client = useQueryClient();
  const clipboard = useClipboard();
  const [asking, { open: ask, close }] = useDisclosure(false);
  const failed = item.status === 'failed';
  const may = useMay('work:write') === 'yes';
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
        <StateBadge of="work-item" state={item.status} look="pill" />
      </div>
      <div className={header.actions}>
        {failed ? (
          <May permission="work:write" hint={<KeysHint words="Redrive it" keys={shortcut('redrive').keys} />}>
            <Button leftSection={<IconRotateClockwise size={16} aria-hidden />} onClick={ask}>
              Redrive
            </Button>
          </May>
        ) : null}
        <May permission="work:write">
          <Button variant="default" loading={again.isPending} onClick={() => again.mutate()}>
            Submit again
          </Button>
        </May>
        <Menu position="bottom-end" width={230} transitionProps={{ duration: 100 }}>
          <Menu.Target>
            <ActionIcon size={36} variant="default" aria-label="More">
              <IconDots size={18} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <MayItem permission="work:write">
              <Menu.Item
                component={Link}
                href={`/work/new?from=${item.id}`}
                leftSection={<IconPencil size={16} aria-hidden />}
              >
                Submit again with changes
              </Menu.Item>
            </MayItem>
            <Menu.Item leftSection={<IconCopy size={16} aria-hidden />} onClick={() => clipboard.copy(item.id)}>
              Copy id
            </Menu.Item>
            <Menu.Item
              leftSection={<IconTerminal2 size={16} aria-hidden />}
              onClick={() => clipboard.copy(`./longshore work show ${item.id}`)}
            >
              Copy command
            </Menu.Item>
          </Menu.Dropdown>
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
