import type { Metadata } from 'next';
import { ChainPage } from '../../../../ui/work/chains/chain-page.tsx';

export const metadata: Metadata = { title: 'Chain' };

export default async function Page({ params }: { params: Promise<{ name: string }> }) {
  const { name } = await params;
  return <ChainPage name={decodeURIComponent(name)} />;
}
