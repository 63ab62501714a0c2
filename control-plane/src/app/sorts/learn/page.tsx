import type { Metadata } from 'next';
import { LearnPage } from '../../../ui/sorts/learn/learn-page.tsx';

export const metadata: Metadata = { title: 'Quicksort, step by step' };

export default function Page() {
  return <LearnPage />;
}
