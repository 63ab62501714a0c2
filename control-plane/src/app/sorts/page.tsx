import type { Metadata } from 'next';
import { Suspense } from 'react';
import { SortsPage } from '../../ui/sorts/sorts-page.tsx';

export const metadata: Metadata = { title: 'Sorts' };

export default function Page() {
  return (
    <Suspense>
      <SortsPage />
    </Suspense>
  );
}
