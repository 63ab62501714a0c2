'use client';
import type { KitchenSummary } from '@longshore/schemas';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { kitchenMeasuresQuery, kitchensQuery, orderQuery } from '../../api/kitchen-queries.ts';
import { useChangesFeed } from '../city/use-changes-feed.ts';
import { RANGES } from '../measures/time-range.ts';
import { LiveRecorder } from './live-recorder.ts';
import { resultOf } from './result-of.ts';
import type { Result } from './scenes/success.ts';
import { type Story, storyOf } from './story.ts';

export interface LiveStory {
  story: Story;
  kitchens: readonly KitchenSummary[];
  atMs: number;
  result: Result | null;
}

/** So often the story is made anew. */
const STEP_MS = 500;
/** So often another order is looked at closely. */
const RECEIPT_MS = 5_000;
const NOBODY: readonly KitchenSummary[] = [];
const { spanMs, pieces } = RANGES['5m'];

/** What happens now as a story, kept up while it is shown. */
export function useLiveStory(): LiveStory {
  const [recorder] = useState(() => new LiveRecorder());
  const kitchens = useQuery(kitchensQuery()).data?.items;
  const measures = useQuery(kitchenMeasuresQuery(spanMs, pieces)).data;
  const [now, setNow] = useState(() => ({ atMs: 0, source: recorder.source(NOBODY) }));
  useChangesFeed(() => ({
    replace: (orders) => recorder.replace(orders, performance.now()),
    take: (orders) => recorder.take(orders, performance.now()),
  }));
  useEffect(() => {
    const look = () => {
      const atMs = performance.now();
      if (kitchens !== undefined) recorder.see(kitchens, atMs);
      setNow({ atMs, source: recorder.source(kitchens ?? NOBODY) });
    };
    look();
    const timer = setInterval(look, STEP_MS);
    return () => clearInterval(timer);
  }, [recorder, kitchens]);

  // The order that was given to a kitchen last, changed seldom enough to be read.
  const newest = now.source.events.findLast(({ what }) => what === 'assigned')?.order ?? null;
  const newestId = newest === null ? null : (now.source.orders[newest]?.id ?? null);
  const turn = Math.floor(now.atMs / RECEIPT_MS);
  const [looked, setLooked] = useState<{ turn: number; id: string } | null>(null);
  if (newestId !== null && looked?.turn !== turn) setLooked({ turn, id: newestId });
  const order = useQuery({ ...orderQuery(looked?.id ?? ''), enabled: looked !== null }).data;
  const place = order === undefined ? -1 : now.source.orders.findIndex(({ id }) => id === order.id);
  const receipt = order?.receipts.find(({ winner }) => winner !== null);
  const story = storyOf({
    ...now.source,
    untilMs: now.atMs,
    receipts:
      receipt === undefined || place === -1
        ? []
        : [{ order: place, atMs: now.atMs, summary: receipt.summary, receipt }],
  });
  return {
    story,
    kitchens: kitchens ?? NOBODY,
    atMs: now.atMs,
    result: measures === undefined ? null : resultOf(measures.whole),
  };
}
