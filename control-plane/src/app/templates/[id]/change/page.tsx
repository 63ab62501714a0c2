import type { Metadata } from 'next';
import { ChangeTemplatePage } from '../../../../ui/templates/change-template-page.tsx';

export const metadata: Metadata = { title: 'Change a template' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <ChangeTemplatePage id={decodeURIComponent(id)} />;
}
