'use client';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { hint } from '../parts/hint/hint.ts';
import { Keys } from '../shortcuts/keys.tsx';
import classes from './app-frame.module.css';
import { isInRoom } from './rooms.ts';
import { useRooms } from './use-rooms.ts';

export interface SideRoomsProps {
  /** By their pictures alone. */
  narrow: boolean;
  /** Their pages are fetched before one goes there. */
  ahead: boolean;
}

/** The rooms at the side. */
export function SideRooms({ narrow, ahead }: SideRoomsProps) {
  const pathname = usePathname();
  const rooms = useRooms().filter(({ inSettings }) => inSettings !== true);
  return (
    <div className={classes.rooms}>
      {rooms.map((room) => (
        <Link
          key={room.href}
          href={room.href}
          prefetch={ahead}
          className={classes.room}
          data-group={room.startsGroup || undefined}
          aria-current={isInRoom(pathname, room) ? 'page' : undefined}
          {...(narrow
            ? { 'aria-label': room.word, ...hint(room.word, { side: 'right', keys: `g ${room.letter}` }) }
            : {})}
        >
          <room.icon size={18} stroke={1.7} aria-hidden />
          {narrow ? null : <span>{room.word}</span>}
          {narrow ? null : (
            <span aria-hidden className={classes['room-keys']}>
              <Keys keys={`g ${room.letter}`} brief />
            </span>
          )}
        </Link>
      ))}
    </div>
  );
}
