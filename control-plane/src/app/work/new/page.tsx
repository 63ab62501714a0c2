import type { Metadata } from 'next';
import { Suspense } from 'react';
import { NewItemPage } from '../../../ui/work/new/new-item-page.tsx';

export const metadata: Metadata = { title: 'New work item' };

export default function Page() {
  return (
    <Suspense>
      <NewItemPage />
    </Suspense>
  );
}
