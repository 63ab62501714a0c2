'use client';
import { IconDots } from '@tabler/icons-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { Menu } from '../parts/menu/menu.tsx';
import { MenuItem } from '../parts/menu/menu-item.tsx';
import classes from './app-frame.module.css';
import { isInRoom } from './rooms.ts';
import { useRooms } from './use-rooms.ts';

/** The rooms at the bottom of a phone: those of every day, and the others behind More. */
export function BottomRooms({ ahead }: { ahead: boolean }) {
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
          prefetch={ahead}
          className={classes['bottom-room']}
          aria-current={isInRoom(pathname, room) ? 'page' : undefined}
        >
          <room.icon size={20} stroke={1.7} aria-hidden />
          <span>{room.word}</span>
        </Link>
      ))}
      <Menu
        width={190}
        upwards
        button={
          <button
            type="button"
            className={classes['bottom-room']}
            data-current={others.some((room) => isInRoom(pathname, room)) || undefined}
          >
            <IconDots size={20} stroke={1.7} aria-hidden />
            <span>More</span>
          </button>
        }
      >
        {others.map((room) => (
          <MenuItem
            key={room.href}
            href={room.href}
            icon={<room.icon size={18} stroke={1.7} aria-hidden />}
            current={isInRoom(pathname, room)}
          >
            {room.word}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
