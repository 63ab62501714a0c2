import type { Permission } from '@longshore/schemas';
import {
  IconAnchor,
  IconArrowsSort,
  IconBuildingWarehouse,
  IconCalendarClock,
  IconChefHat,
  IconHistory,
  IconInbox,
  IconLayoutDashboard,
  IconPackage,
  IconSettings,
  IconStack2,
  IconTemplate,
  IconWebhook,
  type TablerIcon,
} from '@tabler/icons-react';

/** A place in the navigation. */
export interface Room {
  href: string;
  word: string;
  icon: TablerIcon;
  /** Typed after `g` it leads there (ui/shortcuts). */
  letter: string;
  /** A line above it: it starts another group. */
  startsGroup?: boolean;
  /** What one needs to see anything there; without it the room is left out. */
  permission?: Permission;
  /** It is gone to from Settings, and stands in no navigation of its own. */
  inSettings?: boolean;
  /** Gone to now and then: on a phone, whose bar holds six, it stands behind More. */
  seldom?: boolean;
}

/** The rooms that exist; a later one is added here when it does. */
export const ROOMS: readonly Room[] = [
  { href: '/', word: 'Overview', letter: 'o', icon: IconLayoutDashboard },
  { href: '/jobs', word: 'Jobs', letter: 'j', icon: IconPackage, permission: 'jobs:read' },
  { href: '/agents', word: 'Agents', letter: 'a', icon: IconAnchor, permission: 'agents:read' },
  { href: '/schedules', word: 'Schedules', letter: 's', icon: IconCalendarClock, permission: 'schedules:read' },
  {
    href: '/work',
    word: 'Work',
    letter: 'i',
    icon: IconInbox,
    seldom: true,
    permission: 'work:read',
  },
  {
    href: '/templates',
    word: 'Templates',
    letter: 't',
    icon: IconTemplate,
    seldom: true,
    permission: 'templates:read',
  },
  {
    href: '/sorts',
    word: 'Sorts',
    letter: 'z',
    icon: IconArrowsSort,
    startsGroup: true,
    seldom: true,
    permission: 'sorts:read',
  },
  {
    href: '/kitchens',
    word: 'Kitchens',
    letter: 'k',
    icon: IconChefHat,
    seldom: true,
    permission: 'kitchens:read',
  },
  { href: '/topics', word: 'Topics', letter: 'p', icon: IconStack2, startsGroup: true, permission: 'topics:read' },
  {
    href: '/registries',
    word: 'Registries',
    letter: 'r',
    icon: IconBuildingWarehouse,
    inSettings: true,
    permission: 'registries:read',
  },
  {
    href: '/webhooks',
    word: 'Webhooks',
    letter: 'w',
    icon: IconWebhook,
    inSettings: true,
    permission: 'webhooks:read',
  },
  { href: '/audit', word: 'Audit', letter: 'u', icon: IconHistory, seldom: true, permission: 'audit:read' },
  { href: '/settings', word: 'Settings', letter: ',', icon: IconSettings, seldom: true },
];

/** Whether a path is in a room: `/jobs/new` is in Jobs. */
export function isInRoom(pathname: string, room: Pick<Room, 'href'>): boolean {
  if (room.href === '/') return pathname === '/';
  if (pathname === room.href || pathname.startsWith(`${room.href}/`)) return true;
  return room.href === '/settings' && ROOMS.some((other) => other.inSettings === true && isInRoom(pathname, other));
}
