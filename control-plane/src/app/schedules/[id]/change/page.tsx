import type { Metadata } from 'next';
import { ChangeSchedulePage } from '../../../../ui/schedules/change-schedule-page.tsx';

export const metadata: Metadata = { title: 'Change a schedule' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <ChangeSchedulePage id={decodeURIComponent(id)} />;
}
