import { describe, expect, it, vi } from 'vitest';
import { describeBusContract } from '../integration/bus-contract.ts';
import { memoryBrokers } from './memory-bus.ts';

const brokers = memoryBrokers();

describeBusContract('in memory', () => ({ open: brokers.open, patienceMs: 2_000, calmMs: 30 }));

describe('brokers in memory that are away', () => {
  it('refuse sends with a retryable error, and deliver what was there once they are back', async () => {
    const own = memoryBrokers();
    const bus = own.open();
    await (await bus.admin()).ensureTopic({ name: 't', partitions: 1, replication: 1 });
    const producer = await bus.producer();
    const received: string[] = [];
    await producer.send([{ topic: 't', key: 'k', value: Buffer.from('a') }]);
    own.setReachable(false);
    await bus.consumer({
      groupId: 'g',
      topics: ['t'],
      startAt: 'beginning',
      onBatch: async ({ records }) => {
        received.push(...records.map(({ value }) => String(value)));
      },
    });
    await expect(producer.send([{ topic: 't', key: 'k', value: null }])).rejects.toMatchObject({ retryable: true });
    expect(received).toEqual([]);
    own.setReachable(true);
    await vi.waitFor(() => expect(received).toEqual(['a']));
    await bus.close();
  });
});
