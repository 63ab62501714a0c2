import type { Metadata } from 'next';
import { Suspense } from 'react';
import { JobsPage } from '../../ui/jobs/jobs-page.tsx';

export const metadata: Metadata = { title: 'Jobs' };

export default function Page() {
  return (
    <Suspense>
      <JobsPage />
    </Suspense>
  );
}
