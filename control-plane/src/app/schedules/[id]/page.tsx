import type { Metadata } from 'next';
import { SchedulePage } from '../../../ui/schedules/schedule-page.tsx';

export const metadata: Metadata = { title: 'Schedule' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <SchedulePage id={decodeURIComponent(id)} />;
}
