import type { Metadata } from 'next';
import { AppearancePage } from '../../../ui/settings/appearance/appearance-page.tsx';

export const metadata: Metadata = { title: 'Appearance' };

export default function Page() {
  return <AppearancePage />;
}
