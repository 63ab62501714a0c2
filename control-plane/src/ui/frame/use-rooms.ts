'use client';
import { maySee } from '../session/may-do.ts';
import { useSession } from '../session/use-session.ts';
import { ROOMS, type Room } from './rooms.ts';

/** The rooms in which there is something to see for whoever is signed in, also those within Settings. */
export function useRooms(): Room[] {
  const session = useSession();
  return ROOMS.filter(({ permission }) => maySee(session, permission));
}
