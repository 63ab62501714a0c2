'use client';
import '@mantine/notifications/styles.css';
import { Notifications } from '@mantine/notifications';

/** Notifications, in a corner of the page. */
export function NoticesLayer() {
  return <Notifications position="bottom-right" autoClose={6_000} containerWidth={380} />;
}
