import type { Metadata } from 'next';
import { RegistriesPage } from '../../ui/registries/registries-page.tsx';

export const metadata: Metadata = { title: 'Registries' };

export default function Page() {
  return <RegistriesPage />;
}
