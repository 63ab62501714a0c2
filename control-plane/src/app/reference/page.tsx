import type { Metadata } from 'next';
import { Suspense } from 'react';
import { ReferencePage } from '../../ui/reference/reference-page.tsx';

export const metadata: Metadata = { title: 'API reference' };

export default function Page() {
  return (
    <Suspense>
      <ReferencePage />
    </Suspense>
  );
}
