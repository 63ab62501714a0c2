import type { Metadata } from 'next';
import { Suspense } from 'react';
import { StoryPage } from '../../../ui/kitchens/story/story-page.tsx';

export const metadata: Metadata = { title: 'Story' };

export default function Page() {
  return (
    <Suspense>
      <StoryPage />
    </Suspense>
  );
}
