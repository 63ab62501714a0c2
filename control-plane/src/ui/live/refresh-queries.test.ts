import { InfiniteQueryObserver, QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { LiveSubject } from './live-connection.ts';
import { startRefresher } from './refresh-queries.ts';

const JOBS = new Set<LiveSubject>(['jobs']);

describe('a hint', () => {
  const ends: (() => void)[] = [];
  afterEach(() => {
    for (const end of ends.splice(0)) end();
  });

  function start() {
    const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
    const refresher = startRefresher(client);
    ends.push(
      () => refresher.stop(),
      () => client.clear(),
    );
    return { client, refresher };
  }

  /** A query whose answers the test gives, one by one. */
  function asked(client: QueryClient, subject: LiveSubject) {
    const answers: ((answer: string) => void)[] = [];
    const aborted = vi.fn();
    const observer = new QueryObserver(client, {
      queryKey: [subject],
      queryFn: ({ signal }) =>
        new Promise<string>((resolve) => {
          signal.addEventListener('abort', aborted);
          answers.push(resolve);
        }),
      meta: { subjects: [subject] },
    });
    ends.push(observer.subscribe(() => undefined));
    const answer = async (index: number, text: string) => {
      await expect.poll(() => answers.length).toBeGreaterThan(index);
      answers[index]?.(text);
      await expect.poll(() => observer.getCurrentResult().data).toBe(text);
    };
    return { answer, answers, aborted };
  }

  it('has what it is about looked at again, and nothing else', async () => {
    const { client, refresher } = start();
    const jobs = asked(client, 'jobs');
    const agents = asked(client, 'agents');
    await jobs.answer(0, 'one');
    await agents.answer(0, 'one');
    refresher.refresh(JOBS);
    await jobs.answer(1, 'two');
    expect(agents.answers).toHaveLength(1);
    refresher.refresh(null);
    await jobs.answer(2, 'three');
    await agents.answer(1, 'two');
  });

  it('interrupts no look, and however many come, one more look follows it', async () => {
    const { client, refresher } = start();
    const jobs = asked(client, 'jobs');
    await jobs.answer(0, 'one');
    refresher.refresh(JOBS);
    await expect.poll(() => jobs.answers.length).toBe(2);
    for (let hint = 0; hint < 5; hint += 1) refresher.refresh(JOBS);
    await jobs.answer(1, 'two');
    await jobs.answer(2, 'three');
    expect(jobs.aborted).not.toHaveBeenCalled();
    expect(jobs.answers).toHaveLength(3);
  });

  it('does not take away the page that a reader has asked for', async () => {
    const { client, refresher } = start();
    let letGo: () => void = () => undefined;
    const observer = new InfiniteQueryObserver(client, {
      queryKey: ['pages'],
      queryFn: async ({ pageParam }) => {
        if (pageParam === 1 && pages() === 1) await new Promise<void>((resolve) => (letGo = resolve));
        return pageParam;
      },
      initialPageParam: 0,
      getNextPageParam: (last: number) => last + 1,
      meta: { subjects: ['jobs'] },
    });
    const pages = (): number => observer.getCurrentResult().data?.pages.length ?? 0;
    ends.push(observer.subscribe(() => undefined));
    await expect.poll(pages).toBe(1);
    const asking = observer.fetchNextPage();
    await expect.poll(() => observer.getCurrentResult().isFetchingNextPage).toBe(true);
    refresher.refresh(JOBS);
    letGo();
    await asking;
    await expect.poll(pages).toBe(2);
  });
});
