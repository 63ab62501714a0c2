import type { Metadata } from 'next';
import { NewTemplatePage } from '../../../ui/templates/new-template-page.tsx';

export const metadata: Metadata = { title: 'New template' };

export default function Page() {
  return <NewTemplatePage />;
}
