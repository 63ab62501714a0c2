import '../ui/theme/mantine-styles.ts';
import '../ui/theme/global.css';
import { ColorSchemeScript, mantineHtmlProps } from '@mantine/core';
import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { PageFrame } from '../ui/frame/page-frame.tsx';
import { Providers } from '../ui/providers.tsx';

export const metadata: Metadata = {
  title: { default: 'Longshore', template: '%s · Longshore' },
  description: 'Container jobs on a fleet of Docker hosts, over Kafka.',
};

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#121317' },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Of this answer alone (see proxy.ts); asking for it has each page made anew.
  const nonce = (await headers()).get('x-nonce') ?? '';
  return (
    <html lang="en" {...mantineHtmlProps}>
      <head>
        <ColorSchemeScript defaultColorScheme="auto" nonce={nonce} />
      </head>
      <body>
        <Providers nonce={nonce}>
          <PageFrame>{children}</PageFrame>
        </Providers>
      </body>
    </html>
  );
}
