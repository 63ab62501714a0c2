import type { Metadata } from 'next';
import { Suspense } from 'react';
import { SortPage } from '../../../ui/sorts/one/sort-page.tsx';

export const metadata: Metadata = { title: 'Sort' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return (
    <Suspense>
      <SortPage id={decodeURIComponent(id)} />
    </Suspense>
  );
}
