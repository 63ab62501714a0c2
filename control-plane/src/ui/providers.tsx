'use client';
import { MantineProvider } from '@mantine/core';
import { MutationCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { setNonce } from 'get-nonce';
import { type ReactNode, useState } from 'react';
import { NOT_PERMITTED, problemOf } from './api/api-problem.ts';
import { liveStore } from './live/live-connection.ts';
import { HintLayer } from './parts/hint/hint-layer.tsx';
import { Notices } from './parts/notices.tsx';
import { standingStore } from './session/standing.ts';
import { cssVariablesResolver, theme } from './theme/theme.ts';

const POLL_WHILE_QUIET_MS = 5_000;
/** Of the control plane itself, or of what stands before it; 0: nobody answered. */
const NOT_REACHED: ReadonlySet<number> = new Set([0, 502, 503, 504]);

function makeClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    mutationCache: new MutationCache({
      onError: (error) => {
        // Who one is has changed meanwhile: the page shows what one may do now.
        if (problemOf(error).code === NOT_PERMITTED) void client.invalidateQueries({ queryKey: ['session'] });
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 2_000,
        // What was refused will be refused again; what was not reached, or not just now, may be reached.
        retry: (count, error) => count < 2 && NOT_REACHED.has(problemOf(error).status),
        refetchOnWindowFocus: true,
        // Hints make this unnecessary; where no stream gets through (some proxies), pages still move.
        refetchInterval: () =>
          liveStore.read().state === 'live' || standingStore.read() === 'out' ? false : POLL_WHILE_QUIET_MS,
      },
    },
  });
  return client;
}

/**
 * What every page stands in: theme, data, notifications.
 *
 * @param nonce - without which the browser takes no style sheet that is made in the page
 */
export function Providers({ nonce, children }: { nonce: string; children: ReactNode }) {
  const [client] = useState(() => {
    // For what Mantine brings that makes style sheets by itself, to keep the page behind a dialog from scrolling.
    setNonce(nonce);
    return makeClient();
  });
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      defaultColorScheme="auto"
      getStyleNonce={() => nonce}
    >
      <QueryClientProvider client={client}>
        {children}
        <HintLayer />
        <Notices />
      </QueryClientProvider>
    </MantineProvider>
  );
}
