'use client';
import { Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import classes from './app-frame.module.css';
import { isInRoom } from './rooms.ts';
import { useRooms } from './use-rooms.ts';

/** The rooms at the bottom of a phone: those of every day, and the others behind More. */
export function BottomRooms() {
  const pathname = usePathname();
  const rooms = useRooms().filter(({ inSettings }) => inSettings !== true);
  const everyDay = rooms.filter(({ seldom }) => seldom !== true);
  const others = rooms.filter(({ seldom }) => seldom === true);
  return (
    <>
      {everyDay.map((room) => (
        <Link
          key={room.href}
          href={room.href}
          className={classes['bottom-room']}
          aria-current={isInRoom(pathname, room) ? 'page' : undefined}
        >
          <room.icon size={20} stroke={1.7} aria-hidden />
          <span>{room.word}</span>
        </Link>
      ))}
      <Menu position="top-end" width={190} transitionProps={{ duration: 100 }} withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <button
            type="button"
            className={classes['bottom-room']}
            data-current={others.some((room) => isInRoom(pathname, room)) || undefined}
          >
            <IconDots size={20} stroke={1.7} aria-hidden />
            <span>More</span>
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {others.map((room) => (
            <Menu.Item
              key={room.href}
              component={Link}
              href={room.href}
              className={classes['more-room']}
              leftSection={<room.icon size={18} stroke={1.7} aria-hidden />}
              aria-current={isInRoom(pathname, room) ? 'page' : undefined}
            >
              {room.word}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
