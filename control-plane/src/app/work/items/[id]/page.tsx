import type { Metadata } from 'next';
import { ItemPage } from '../../../../ui/work/items/item-page.tsx';

export const metadata: Metadata = { title: 'Work item' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <ItemPage id={decodeURIComponent(id)} />;
}
