import type { Metadata } from 'next';
import { Suspense } from 'react';
import { OrderPage } from '../../../../ui/kitchens/orders/order-page.tsx';

export const metadata: Metadata = { title: 'Order' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return (
    <Suspense>
      <OrderPage id={decodeURIComponent(id)} />
    </Suspense>
  );
}
