import type { Metadata } from 'next';
import { YouPage } from '../../ui/settings/you/you-page.tsx';

export const metadata: Metadata = { title: 'Settings' };

export default function Page() {
  return <YouPage />;
}
