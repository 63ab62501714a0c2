import type { Metadata } from 'next';

import { WorkPage } from '../../ui/work/work-page.tsx';

export const metadata: Metadata = { title: 'Work' };

export default function Page() {
  return <WorkPage />;
}
