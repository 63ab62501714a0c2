import type { Metadata } from 'next';
import { LearnPage } from '../../../ui/sort/learn/learn-page.tsx';

export const metadata: Metadata = { title: 'How quicksort works' };

export default function Page() {
  return <LearnPage />;
}
