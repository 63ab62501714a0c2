import type { Metadata } from 'next';
import { Suspense } from 'react';
import { TopicPage } from '../../../ui/topics/topic-page.tsx';

export const metadata: Metadata = { title: 'Topic' };

export default async function Page({ params }: { params: Promise<{ name: string }> }) {
  const { name } = await params;
  return (
    <Suspense>
      <TopicPage name={decodeURIComponent(name)} />
    </Suspense>
  );
}
