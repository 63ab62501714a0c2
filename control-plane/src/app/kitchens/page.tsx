import type { Metadata } from 'next';
import { Suspense } from 'react';
import { KitchensPage } from '../../ui/kitchens/kitchens-page.tsx';

export const metadata: Metadata = { title: 'Kitchens' };

export default function Page() {
  return (
    <Suspense>
      <KitchensPage />
    </Suspense>
  );
}
