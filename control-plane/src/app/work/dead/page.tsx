import type { Metadata } from 'next';
import { Suspense } from 'react';
import { DeadPage } from '../../../ui/work/dead/dead-page.tsx';

export const metadata: Metadata = { title: 'Dead letters' };

export default function Page() {
  return (
    <Suspense>
      <DeadPage />
    </Suspense>
  );
}
