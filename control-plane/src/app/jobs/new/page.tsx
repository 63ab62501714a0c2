import type { Metadata } from 'next';
import { Suspense } from 'react';
import { NewJobPage } from '../../../ui/new-job/new-job-page.tsx';

export const metadata: Metadata = { title: 'New job' };

export default function Page() {
  return (
    <Suspense>
      <NewJobPage />
    </Suspense>
  );
}
