import type { Metadata } from 'next';
import { Suspense } from 'react';
import { NewSortPage } from '../../../ui/sorts/new/new-sort-page.tsx';

export const metadata: Metadata = { title: 'New sort' };

export default function Page() {
  return (
    <Suspense>
      <NewSortPage />
    </Suspense>
  );
}
