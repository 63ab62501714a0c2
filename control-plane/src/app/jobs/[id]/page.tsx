import type { Metadata } from 'next';
import { Suspense } from 'react';
import { JobPage } from '../../../ui/jobs/job-page.tsx';

export const metadata: Metadata = { title: 'Job' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return (
    <Suspense>
      <JobPage id={id} />
    </Suspense>
  );
}
