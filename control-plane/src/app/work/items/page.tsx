import type { Metadata } from 'next';
import { Suspense } from 'react';
import { ItemsPage } from '../../../ui/work/items/items-page.tsx';

export const metadata: Metadata = { title: 'Work items' };

export default function Page() {
  return (
    <Suspense>
      <ItemsPage />
    </Suspense>
  );
}
