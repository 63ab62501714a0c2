'use client';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { problemOf } from './api/api-problem.ts';
import { liveStore } from './live/live-connection.ts';
import { LiveQueries } from './live/live-queries.tsx';
import { ShortcutKeys } from './shortcuts/shortcut-keys.tsx';
import { cssVariablesResolver, theme } from './theme/theme.ts';

const POLL_WHILE_QUIET_MS = 5_000;

function makeClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 2_000,
        // What was refused will be refused again; what was not reached may be reached.
        retry: (count, error) => count < 2 && problemOf(error).status === 0,
        refetchOnWindowFocus: true,
        // Hints make this unnecessary; where no stream gets through (some proxies), pages still move.
        refetchInterval: () => (liveStore.read().state === 'live' ? false : POLL_WHILE_QUIET_MS),
      },
    },
  });
}

/** What every page stands in: theme, data, live hints, shortcuts, notifications. */
export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(makeClient);
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} defaultColorScheme="auto">
      <QueryClientProvider client={client}>
        <LiveQueries />
        <ShortcutKeys>{children}</ShortcutKeys>
        <Notifications position="bottom-right" autoClose={6_000} containerWidth={380} />
      </QueryClientProvider>
    </MantineProvider>
  );
}
