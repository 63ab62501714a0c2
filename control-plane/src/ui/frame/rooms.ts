import {
  IconAnchor,
  IconBuildingWarehouse,
  IconCalendarClock,
  IconHistory,
  IconLayoutDashboard,
  IconPackage,
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
  /** Gone to now and then: on a phone, whose bar holds six, it stands behind More. */
  seldom?: boolean;
}

/** The rooms that exist; a later one is added here when it does. */
export const ROOMS: readonly Room[] = [
  { href: '/', word: 'Overview', letter: 'o', icon: IconLayoutDashboard },
  { href: '/jobs', word: 'Jobs', letter: 'j', icon: IconPackage },
  { href: '/agents', word: 'Agents', letter: 'a', icon: IconAnchor },
  { href: '/schedules', word: 'Schedules', letter: 's', icon: IconCalendarClock },
  { href: '/templates', word: 'Templates', letter: 't', icon: IconTemplate, seldom: true },
  { href: '/topics', word: 'Topics', letter: 'k', icon: IconStack2, startsGroup: true },
  { href: '/registries', word: 'Registries', letter: 'r', icon: IconBuildingWarehouse, seldom: true },
  { href: '/webhooks', word: 'Webhooks', letter: 'w', icon: IconWebhook, seldom: true },
  { href: '/audit', word: 'Audit', letter: 'u', icon: IconHistory, seldom: true },
];

/** Whether a path is in a room: `/jobs/new` is in Jobs. */
export function isInRoom(pathname: string, room: Room): boolean {
  return room.href === '/' ? pathname === '/' : pathname === room.href || pathname.startsWith(`${room.href}/`);
}
